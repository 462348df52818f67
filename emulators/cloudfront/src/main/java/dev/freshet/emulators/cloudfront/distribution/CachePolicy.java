package dev.freshet.emulators.cloudfront.distribution;

import java.time.Duration;

/**
 * What makes two requests the same object and how long an object lives: {@code
 * AWS::CloudFront::CachePolicy}.
 *
 * @param gzip whether a viewer's gzip support is part of the key and asked of the origin.
 * @param brotli the same for Brotli.
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/controlling-the-cache-key.html">Control
 *     the cache key with a policy</a>
 */
public record CachePolicy(
    Duration minTtl,
    Duration defaultTtl,
    Duration maxTtl,
    Selection headers,
    Selection queryStrings,
    Selection cookies,
    boolean gzip,
    boolean brotli) {

  /** AWS's managed policy of this name: nothing is stored and nothing is collapsed. */
  public static final CachePolicy CACHING_DISABLED =
      new CachePolicy(
          Duration.ZERO,
          Duration.ZERO,
          Duration.ZERO,
          Selection.NOTHING,
          Selection.NOTHING,
          Selection.NOTHING,
          false,
          false);

  /** AWS's managed policy of this name: the path alone, a day, and compression. */
  public static final CachePolicy CACHING_OPTIMIZED =
      new CachePolicy(
          Duration.ofSeconds(1),
          Duration.ofDays(1),
          Duration.ofDays(365),
          Selection.NOTHING,
          Selection.NOTHING,
          Selection.NOTHING,
          true,
          true);

  public CachePolicy {
    headers = headers.lowerCase();
    if (minTtl.compareTo(maxTtl) > 0) {
      throw new IllegalArgumentException("MinTTL must not be above MaxTTL");
    }
  }

  /** CloudFront neither stores, nor compresses, nor collapses where every TTL is zero. */
  public boolean cachingDisabled() {
    return maxTtl.isZero();
  }
}
