package dev.freshet.emulators.apigateway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the variables of a gateway response's body and headers. There is no template language here:
 * API Gateway only substitutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference">$context
 *     variables</a>
 */
final class ResponseTemplate {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:context|stageVariables)\\.[A-Za-z0-9_.-]*[A-Za-z0-9_-]");

  private final Map<String, String> context;
  private final GatewayRequest request;

  /**
   * Prepares the variables.
   *
   * @param context values by what follows {@code $context.}
   */
  ResponseTemplate(Map<String, String> context, GatewayRequest request) {
    this.context = context;
    this.request = request;
  }

  /** The body; an unknown variable is empty. */
  String body(String template) {
    return VARIABLE
        .matcher(template)
        .replaceAll(found -> Matcher.quoteReplacement(variable(found.group())));
  }

  /**
   * The value of a header: a quoted literal, or what it is mapped from; empty if that is absent.
   */
  Optional<String> header(String mapping) {
    if (mapping.length() > 1 && mapping.startsWith("'") && mapping.endsWith("'")) {
      return Optional.of(mapping.substring(1, mapping.length() - 1));
    }
    if (mapping.startsWith("method.request.header.")) {
      return request.headers().last(after(mapping, "method.request.header."));
    }
    if (mapping.startsWith("method.request.querystring.")) {
      String name = after(mapping, "method.request.querystring.");
      return Optional.ofNullable(QueryParameters.read(request.query()).get(name))
          .map(values -> values.getLast());
    }
    return Optional.ofNullable(context.get(after(mapping, "context.")));
  }

  private String variable(String found) {
    return context.getOrDefault(after(found, "$context."), "");
  }

  private static String after(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }
}
