package dev.freshet.viewcache.protocol;

import java.time.Duration;
import java.time.Instant;

/**
 * The times that all parts of the system have to agree on.
 *
 * @param purgeWindow a purge is sent no sooner than this after its eviction. An answer that passed
 *     the cache before the eviction reaches the edge within it: it leaves the function in the first
 *     half, or leaves as {@code no-store}, and has the second half for the way
 * @param clockSkew by how much two clocks of the system may differ
 */
public record ProtocolTimes(Duration purgeWindow, Duration clockSkew) {

  /**
   * From CreateInvalidation until no point of presence answers with the object: CloudFront's P95. A
   * copy that expires within it is gone as soon by itself.
   */
  public static final Duration PURGE_DELAY = Duration.ofSeconds(5);

  private static final Duration SHORTEST_AT_EDGE = Duration.ofSeconds(1);

  public ProtocolTimes {
    if (purgeWindow.toMillis() < 2) {
      throw new IllegalArgumentException("purgeWindow must be at least two milliseconds");
    }
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("clockSkew must not be negative");
    }
  }

  /**
   * How long the edge keeps answers of a view that is evicted often. A copy is judged no earlier
   * than the purge window after its eviction, and has then no more left than this and twice the
   * skew: if that is less than a purge takes, it needs none.
   */
  Duration hotEdgeTtl() {
    Duration ttl = PURGE_DELAY.minus(clockSkew.multipliedBy(2));
    return ttl.compareTo(SHORTEST_AT_EDGE) > 0 ? ttl : SHORTEST_AT_EDGE;
  }

  /**
   * The policy, if the answer leaves in the first half of the window since it last agreed with the
   * cache. A clock that went backwards has measured nothing: that counts as slow.
   */
  EdgePolicy unlessSlow(EdgePolicy policy, Instant agreedAt, Instant now) {
    Duration taken = Duration.between(agreedAt, now);
    boolean slow = taken.isNegative() || taken.compareTo(purgeWindow.dividedBy(2)) > 0;
    return slow && policy instanceof EdgePolicy.Store
        ? new EdgePolicy.NoStore(Decision.SLOW)
        : policy;
  }
}
