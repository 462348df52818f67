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

  public ProtocolTimes {
    if (purgeWindow.toMillis() < 2) {
      throw new IllegalArgumentException("purgeWindow must be at least two milliseconds");
    }
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("clockSkew must not be negative");
    }
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
