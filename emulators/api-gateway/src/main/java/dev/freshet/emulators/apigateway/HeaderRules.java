package dev.freshet.emulators.apigateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Headers that API Gateway drops or renames on the way to a Lambda integration and back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html#api-gateway-known-issues-rest-apis">The
 *     table of headers, its column for Lambda</a>
 */
final class HeaderRules {
  private static final Set<String> DROPPED_FROM_REQUESTS =
      Set.of(
          "connection",
          "content-md5",
          "expect",
          "max-forwards",
          "proxy-authenticate",
          "server",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "www-authenticate");

  private static final Set<String> DROPPED_FROM_ANSWERS =
      Set.of(
          "content-length",
          "expect",
          "host",
          "proxy-authenticate",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");

  private static final Set<String> RENAMED_IN_ANSWERS =
      Set.of(
          "authorization",
          "connection",
          "content-md5",
          "date",
          "max-forwards",
          "server",
          "user-agent",
          "www-authenticate");

  private HeaderRules() {}

  /** The headers that the function sees. */
  static ProxyHeaders toFunction(ProxyHeaders request) {
    ProxyHeaders kept = new ProxyHeaders();
    request.forEach((name, values) -> {
      if (!DROPPED_FROM_REQUESTS.contains(lower(name))) {
        values.forEach(value -> kept.add(name, value));
      }
    });
    return kept;
  }

  /** Adds a header of the function's answer to what the client gets. */
  static void toClient(ProxyHeaders answer, String name, List<String> values) {
    if (DROPPED_FROM_ANSWERS.contains(lower(name))) {
      return;
    }
    String sent = RENAMED_IN_ANSWERS.contains(lower(name)) ? "x-amzn-Remapped-" + name : name;
    values.forEach(value -> answer.add(sent, value));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
