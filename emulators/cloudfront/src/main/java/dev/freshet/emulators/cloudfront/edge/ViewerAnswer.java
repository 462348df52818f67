package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The headers of an answer on its way from the origin or the store to the viewer, before policy and
 * function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#ResponseCustomRemovedHeaders">HTTP
 *     response headers that CloudFront removes or replaces</a>
 */
final class ViewerAnswer {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade",
          "X-Edge-Unreachable");

  /** Names that stay in {@code Vary} even where they are not forwarded. */
  private static final Set<String> VARY_ALWAYS_KEPT = Set.of("accept-encoding", "cookie");

  private ViewerAnswer() {}

  static EdgeResponse of(EdgeResponse answer, CacheBehavior behavior, Instant now) {
    EdgeHeaders headers = answer.headers().without(HOP_BY_HOP).without("Age");
    if (!forwardsCookies(behavior)) {
      headers = headers.without("Set-Cookie");
    }
    return answer.withHeaders(dated(varying(headers, behavior), now));
  }

  private static boolean forwardsCookies(CacheBehavior behavior) {
    return switch (behavior.cachePolicy().cookies().mode()) {
      case LISTED, ALL, ALL_EXCEPT -> true;
      case NONE -> behavior.originRequestPolicy().cookies().mode() != Selection.Mode.NONE;
    };
  }

  private static EdgeHeaders varying(EdgeHeaders headers, CacheBehavior behavior) {
    List<String> kept =
        headers.members("Vary").stream()
            .filter(name -> staysInVary(name.toLowerCase(Locale.ROOT), behavior))
            .toList();
    EdgeHeaders without = headers.without("Vary");
    return kept.isEmpty()
        ? without
        : without.plus("Vary", kept.stream().collect(Collectors.joining(", ")));
  }

  private static boolean staysInVary(String name, CacheBehavior behavior) {
    return VARY_ALWAYS_KEPT.contains(name)
        || behavior.cachePolicy().headers().includes(name)
        || behavior.originRequestPolicy().headers().includes(name);
  }

  private static EdgeHeaders dated(EdgeHeaders headers, Instant now) {
    EdgeHeaders served = headers.has("Server") ? headers : headers.plus("Server", "CloudFront");
    return served.has("Date") ? served : served.plus("Date", httpDate(now));
  }

  static String httpDate(Instant now) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.ofInstant(now, ZoneOffset.UTC));
  }
}
