package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CacheBehavior;
import dev.freshet.emulators.cloudfront.distribution.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CloudFront sends to the origin for a viewer's request: the cache key, what the origin
 * request policy adds, and the headers that are always forwarded.
 *
 * @param target path and query string, still percent-encoded.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html#request-custom-headers-behavior">HTTP
 *     request headers and CloudFront behavior</a>
 */
record OriginRequest(String method, String target, EdgeHeaders headers, ContentBody body) {
  private static final Set<String> ALWAYS_FORWARDED =
      Set.of(
          "cache-control",
          "content-md5",
          "content-type",
          "date",
          "from",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "max-forwards",
          "origin",
          "pragma",
          "range",
          "request-range",
          "via",
          "warning");

  /** Removed, or written by the edge itself or by its HTTP client. */
  private static final Set<String> NEVER_FORWARDED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "cookie",
          "expect",
          "host",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "x-amz-cf-id",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-real-ip");

  private static final Set<String> READING = Set.of("GET", "HEAD");

  static OriginRequest of(
      ViewerRequest viewer,
      CacheBehavior behavior,
      Map<String, String> customHeaders,
      String requestId) {
    EdgeHeaders headers = headers(viewer, behavior, requestId);
    for (Map.Entry<String, String> custom : customHeaders.entrySet()) {
      headers = headers.with(custom.getKey(), custom.getValue());
    }
    return new OriginRequest(viewer.method(), target(viewer, behavior), headers, viewer.body());
  }

  /** The same with the validators of the copy that the edge holds in place of the viewer's. */
  OriginRequest revalidating(StoredObject held) {
    EdgeHeaders conditional =
        headers.without(
            List.of("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since"));
    EdgeHeaders stored = held.answer().headers();
    for (String etag : stored.first("ETag").stream().toList()) {
      conditional = conditional.plus("If-None-Match", etag);
    }
    for (String date : stored.first("Last-Modified").stream().toList()) {
      conditional = conditional.plus("If-Modified-Since", date);
    }
    return new OriginRequest(method, target, conditional, body);
  }

  private static String target(ViewerRequest viewer, CacheBehavior behavior) {
    Selection key = behavior.cachePolicy().queryStrings();
    Selection more = behavior.originRequestPolicy().queryStrings();
    String query =
        QueryString.select(viewer.query(), name -> key.includes(name) || more.includes(name));
    return query.isEmpty() ? viewer.path() : viewer.path() + "?" + query;
  }

  private static EdgeHeaders headers(
      ViewerRequest viewer, CacheBehavior behavior, String requestId) {
    List<EdgeHeaders.Header> sent =
        new ArrayList<>(
            viewer.headers().where(header -> forwards(header, viewer, behavior)).entries());
    sent.add(new EdgeHeaders.Header("X-Forwarded-For", forwardedFor(viewer)));
    sent.add(new EdgeHeaders.Header("X-Amz-Cf-Id", requestId));
    sent.add(new EdgeHeaders.Header("Via", "1.1 " + requestId + ".cloudfront.net (CloudFront)"));
    sent.add(new EdgeHeaders.Header("User-Agent", userAgent(viewer, behavior)));
    addAcceptEncoding(sent, viewer, behavior);
    addCookies(sent, viewer, behavior);
    return new EdgeHeaders(sent);
  }

  private static boolean forwards(
      EdgeHeaders.Header header, ViewerRequest viewer, CacheBehavior behavior) {
    String name = header.lowerCaseName();
    if (NEVER_FORWARDED.contains(name) || name.startsWith("x-edge-")) {
      return false;
    }
    return ALWAYS_FORWARDED.contains(name) || named(name, behavior) || isCredential(name, viewer);
  }

  private static boolean named(String name, CacheBehavior behavior) {
    return behavior.cachePolicy().headers().includes(name)
        || behavior.originRequestPolicy().headers().includes(name);
  }

  /** {@code Authorization} goes along with what changes something, even where it is no key. */
  private static boolean isCredential(String name, ViewerRequest viewer) {
    return "authorization".equals(name) && !READING.contains(viewer.method());
  }

  private static String forwardedFor(ViewerRequest viewer) {
    return viewer
        .headers()
        .joined("X-Forwarded-For")
        .map(earlier -> earlier + "," + viewer.clientAddress())
        .orElse(viewer.clientAddress());
  }

  private static String userAgent(ViewerRequest viewer, CacheBehavior behavior) {
    return viewer
        .headers()
        .first("User-Agent")
        .filter(agent -> named("user-agent", behavior))
        .orElse("Amazon CloudFront");
  }

  private static void addAcceptEncoding(
      List<EdgeHeaders.Header> sent, ViewerRequest viewer, CacheBehavior behavior) {
    AcceptEncoding accepted = AcceptEncoding.of(viewer.headers(), behavior.cachePolicy());
    if (accepted.enabled() && viewer.headers().has("Accept-Encoding")) {
      String formats = accepted.text().isEmpty() ? "identity" : accepted.text();
      sent.add(new EdgeHeaders.Header("Accept-Encoding", formats));
    } else if (!accepted.enabled() && named("accept-encoding", behavior)) {
      viewer
          .headers()
          .joined("Accept-Encoding")
          .ifPresent(value -> sent.add(new EdgeHeaders.Header("Accept-Encoding", value)));
    }
  }

  private static void addCookies(
      List<EdgeHeaders.Header> sent, ViewerRequest viewer, CacheBehavior behavior) {
    Selection key = behavior.cachePolicy().cookies();
    Selection more = behavior.originRequestPolicy().cookies();
    String cookies =
        Cookies.select(viewer.headers(), name -> key.includes(name) || more.includes(name));
    if (!cookies.isEmpty()) {
      sent.add(new EdgeHeaders.Header("Cookie", cookies));
    }
  }
}
