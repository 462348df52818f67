package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Evaluates the IAM policy of an authorizer against the ARN of a method: what is denied is denied,
 * what is not allowed is denied too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html">Output
 *     from an API Gateway Lambda authorizer</a>
 */
final class Policy {
  private static final String INVOKE = "execute-api:Invoke";

  private final List<JsonNode> statements;

  private Policy(List<JsonNode> statements) {
    this.statements = statements;
  }

  /**
   * Reads a policy document.
   *
   * @throws IllegalArgumentException if it is none, or has conditions, which are not evaluated here
   */
  static Policy read(JsonNode document) {
    List<JsonNode> statements = elements(document.path("Statement"));
    for (JsonNode statement : statements) {
      String effect = statement.path("Effect").asText();
      boolean valid =
          (effect.equals("Allow") || effect.equals("Deny"))
              && !elements(statement.path("Action")).isEmpty()
              && !elements(statement.path("Resource")).isEmpty()
              && statement.path("Condition").isEmpty();
      if (!valid) {
        throw new IllegalArgumentException("unsupported statement: " + statement);
      }
    }
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("a policy without statements");
    }
    return new Policy(statements);
  }

  boolean allows(String methodArn) {
    return applies("Allow", methodArn) && !applies("Deny", methodArn);
  }

  private boolean applies(String effect, String methodArn) {
    return statements.stream()
        .filter(statement -> statement.path("Effect").asText().equals(effect))
        .filter(
            statement -> matches(statement.path("Action"), INVOKE.toLowerCase(Locale.ROOT), true))
        .anyMatch(statement -> matches(statement.path("Resource"), methodArn, false));
  }

  private static boolean matches(JsonNode patterns, String value, boolean ignoringCase) {
    return elements(patterns).stream()
        .map(JsonNode::asText)
        .map(text -> ignoringCase ? text.toLowerCase(Locale.ROOT) : text)
        .anyMatch(pattern -> wildcard(pattern).matcher(value).matches());
  }

  private static Pattern wildcard(String pattern) {
    return Pattern.compile(
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining()),
        Pattern.DOTALL);
  }

  private static List<JsonNode> elements(JsonNode oneOrMany) {
    List<JsonNode> elements = new ArrayList<>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(elements::add);
    } else if (!oneOrMany.isMissingNode() && !oneOrMany.isNull()) {
      elements.add(oneOrMany);
    }
    return elements;
  }
}
