package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Locale;

/**
 * Which bodies are bytes rather than text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html">Content
 *     type conversions</a>
 */
record BinaryTypes(List<String> types) {

  BinaryTypes {
    types = types.stream().map(type -> type.toLowerCase(Locale.ROOT).replace("~1", "/")).toList();
  }

  /** Whether a content type, parameters ignored, is binary. */
  boolean contain(String contentType) {
    String type = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    return types.stream().anyMatch(each -> matches(each, type));
  }

  /** Whether an answer may go out as bytes: of {@code Accept}, only the first type counts. */
  boolean acceptedBy(String accept) {
    return contain(accept.split(",", -1)[0]);
  }

  private static boolean matches(String pattern, String type) {
    return pattern.equals("*/*")
        || pattern.equals(type)
        || (pattern.endsWith("/*") && type.startsWith(pattern.substring(0, pattern.length() - 1)));
  }
}
