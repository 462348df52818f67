package dev.freshet.emulators.cloudfront.edge;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which headers a function sees and may change, and how their names are written.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/edge-function-restrictions-all.html">Restrictions
 *     on all edge functions</a>
 */
final class FunctionHeaders {
  /** Cookies have an object of their own in the event. */
  static final Set<String> COOKIES = Set.of("cookie", "set-cookie");

  private static final Set<String> DISALLOWED =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "trailer",
          "upgrade",
          "x-accel-buffering",
          "x-accel-charset",
          "x-accel-limit-rate",
          "x-accel-redirect",
          "x-amzn-auth",
          "x-amzn-cf-billing",
          "x-amzn-cf-id",
          "x-amzn-cf-xff",
          "x-amzn-errortype",
          "x-amzn-fle-profile",
          "x-amzn-header-count",
          "x-amzn-header-order",
          "x-amzn-lambda-integration-tag",
          "x-amzn-requestid",
          "x-cache",
          "x-forwarded-proto",
          "x-real-ip");

  private static final Set<String> READ_ONLY = Set.of("via", "warning");

  private FunctionHeaders() {}

  static boolean disallowed(String lowerCaseName) {
    return DISALLOWED.contains(lowerCaseName)
        || lowerCaseName.startsWith("x-amz-cf-")
        || lowerCaseName.startsWith("x-edge-");
  }

  static boolean readOnly(String lowerCaseName) {
    return READ_ONLY.contains(lowerCaseName);
  }

  /** What the event shows: values by lower-case name, in the order they came. */
  static Map<String, List<String>> exposed(EdgeHeaders headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (EdgeHeaders.Header header : headers.entries()) {
      String name = header.lowerCaseName();
      if (!disallowed(name) && !COOKIES.contains(name)) {
        byName.merge(name, List.of(header.value()), FunctionHeaders::both);
      }
    }
    return byName;
  }

  private static List<String> both(Collection<String> one, Collection<String> other) {
    return Stream.of(one, other).flatMap(Collection::stream).toList();
  }

  /** The first letter of each word in upper case, as CloudFront writes it. */
  static String spelled(String lowerCaseName) {
    StringBuilder spelled = new StringBuilder(lowerCaseName);
    for (int i = 0; i < spelled.length(); i++) {
      if (i == 0 || spelled.charAt(i - 1) == '-') {
        spelled.setCharAt(i, Character.toUpperCase(spelled.charAt(i)));
      }
    }
    return spelled.toString();
  }
}
