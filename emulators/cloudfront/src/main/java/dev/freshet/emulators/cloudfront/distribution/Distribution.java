package dev.freshet.emulators.cloudfront.distribution;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a distribution is set to: {@code AWS::CloudFront::Distribution} with the policies and
 * functions that it names.
 *
 * @param behaviors in the template's order, the first match wins; the default behavior last.
 * @param errorCachingMinTtl per status code; ten seconds for those not named.
 * @param cacheTagHeader the header that {@code CacheTagConfig} names; without one no object has
 *     tags.
 * @param originHeaders {@code OriginCustomHeaders} by the origin's id
 */
public record Distribution(
    String id,
    String domainName,
    List<CacheBehavior> behaviors,
    Map<Integer, Duration> errorCachingMinTtl,
    Optional<String> cacheTagHeader,
    Map<String, Map<String, String>> originHeaders) {

  /**
   * How long an error is kept where the distribution does not say.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/custom-error-pages-expiration.html">Control
   *     how long CloudFront caches errors</a>
   */
  public static final Duration DEFAULT_ERROR_CACHING = Duration.ofSeconds(10);

  public Distribution {
    behaviors = List.copyOf(behaviors);
    errorCachingMinTtl = Map.copyOf(errorCachingMinTtl);
    originHeaders = Map.copyOf(originHeaders);
    if (behaviors.isEmpty() || !"*".equals(behaviors.getLast().pathPattern())) {
      throw new IllegalArgumentException("the last behavior must be the default one");
    }
  }

  public CacheBehavior behaviorFor(String path) {
    return behaviors.stream().filter(each -> each.matches(path)).findFirst().orElseThrow();
  }

  /** What every request to this origin carries, whatever the viewer sent under the same names. */
  public Map<String, String> originHeaders(String originId) {
    return originHeaders.getOrDefault(originId, Map.of());
  }

  /** Without the values of headers, which may be secret. */
  @Override
  public String toString() {
    return "Distribution[" + id + "]";
  }

  public Duration errorCachingMinTtl(int status) {
    return errorCachingMinTtl.getOrDefault(status, DEFAULT_ERROR_CACHING);
  }
}
