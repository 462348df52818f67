package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Added;
import dev.freshet.emulators.cloudfront.distribution.ResponseHeadersPolicy.Cors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Applies a response headers policy: removals first, then what the policy adds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *     response headers policies</a>
 */
final class PolicyHeaders {
  private PolicyHeaders() {}

  static EdgeResponse apply(
      EdgeResponse answer, ViewerRequest request, ResponseHeadersPolicy policy, Instant now) {
    EdgeHeaders headers = answer.headers().without(policy.removed());
    headers = replaced(headers, answer.headers(), "Server", () -> "CloudFront");
    headers = replaced(headers, answer.headers(), "Date", () -> ViewerAnswer.httpDate(now));
    for (Added added : policy.added()) {
      headers = with(headers, added);
    }
    Optional<String> origin = request.headers().first("Origin");
    if (policy.cors().isPresent() && origin.isPresent()) {
      headers = cors(headers, request, origin.get(), policy.cors().get());
    }
    return answer.withHeaders(headers);
  }

  /** These two come back as the edge's own when a policy removes the origin's. */
  private static EdgeHeaders replaced(
      EdgeHeaders left, EdgeHeaders before, String name, Supplier<String> own) {
    return before.has(name) && !left.has(name) ? left.plus(name, own.get()) : left;
  }

  private static EdgeHeaders with(EdgeHeaders headers, Added added) {
    return added.override() || !headers.has(added.name())
        ? headers.with(added.name(), added.value())
        : headers;
  }

  private static EdgeHeaders cors(
      EdgeHeaders headers, ViewerRequest request, String origin, Cors cors) {
    EdgeHeaders result = headers;
    for (Added added : corsHeaders(request, origin, cors)) {
      result = with(result, added);
    }
    return result;
  }

  private static List<Added> corsHeaders(ViewerRequest request, String origin, Cors cors) {
    if (cors.allowOrigins().stream().noneMatch(each -> covers(each, origin))) {
      return List.of();
    }
    boolean any = cors.allowOrigins().contains("*");
    List<Added> always =
        List.of(
            new Added("Access-Control-Allow-Origin", any ? "*" : origin, cors.override()),
            new Added(
                "Access-Control-Expose-Headers",
                String.join(",", cors.exposeHeaders()),
                cors.override()),
            new Added(
                "Access-Control-Allow-Credentials",
                cors.allowCredentials() ? "true" : "",
                cors.override()));
    List<Added> preflight =
        List.of(
            new Added(
                "Access-Control-Allow-Methods", methods(cors.allowMethods()), cors.override()),
            new Added(
                "Access-Control-Allow-Headers",
                String.join(", ", cors.allowHeaders()),
                cors.override()),
            new Added(
                "Access-Control-Max-Age",
                cors.maxAgeSeconds().map(String::valueOf).orElse(""),
                cors.override()));
    return Stream.of(always, isPreflight(request) ? preflight : List.<Added>of())
        .flatMap(List::stream)
        .filter(added -> !added.value().isEmpty())
        .toList();
  }

  private static boolean isPreflight(ViewerRequest request) {
    return "OPTIONS".equals(request.method())
        && request.headers().has("Access-Control-Request-Method");
  }

  private static String methods(List<String> allowed) {
    return allowed.contains("ALL")
        ? "GET, DELETE, HEAD, OPTIONS, PATCH, POST, PUT"
        : String.join(", ", allowed);
  }

  /** A star may stand for the leftmost part of the domain. */
  private static boolean covers(String allowed, String origin) {
    if ("*".equals(allowed) || allowed.equalsIgnoreCase(origin)) {
      return true;
    }
    int star = allowed.indexOf("*.");
    if (star < 0) {
      return false;
    }
    String scheme = allowed.substring(0, star);
    String domain = allowed.substring(star + 1);
    return origin.startsWith(scheme) && origin.endsWith(domain);
  }
}
