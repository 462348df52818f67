package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CachePolicy;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cache key: method, path and the parts named by the cache policy.
 *
 * @param method {@code OPTIONS} differs from {@code GET}; a {@code HEAD} is answered from the
 *     object of a {@code GET} if it exists.
 * @param headers by lower-case name.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-the-cache-key.html">Understand
 *     the cache key</a>
 */
record CacheKey(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    String cookies,
    String acceptEncoding) {

  static CacheKey of(ViewerRequest request, CachePolicy policy) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : policy.headers().sortedNames()) {
      request.headers().joined(name).ifPresent(value -> headers.put(name, value));
    }
    return new CacheKey(
        request.method(),
        request.path(),
        QueryString.select(request.query(), policy.queryStrings()),
        Map.copyOf(headers),
        Cookies.select(request.headers(), policy.cookies()),
        AcceptEncoding.of(request.headers(), policy).text());
  }

  CacheKey forMethod(String other) {
    return new CacheKey(other, path, query, headers, cookies, acceptEncoding);
  }

  /** What an invalidation's path is compared with. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }
}
