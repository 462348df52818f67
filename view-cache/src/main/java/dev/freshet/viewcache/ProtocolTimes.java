package dev.freshet.viewcache;

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
   * From CreateInvalidation until a point of presence stops answering with the object. A copy that
   * expires within it is gone as soon by itself.
   */
  public static final Duration PURGE_DELAY = Duration.ofSeconds(5);

  /**
   * How often a copy's life may begin anew on its way through the edge: in a regional edge cache,
   * and in a point of presence that fetches it from there. AWS does not say that the time in the
   * one counts in the other, so a life under a lease is counted as often.
   */
  private static final int TIERS = 2;

  private static final Duration SHORTEST_AT_EDGE = Duration.ofSeconds(1);

  public ProtocolTimes {
    if (purgeWindow.toMillis() < 2) {
      throw new IllegalArgumentException("purgeWindow must be at least two milliseconds");
    }
    if (clockSkew.isNegative()) {
      throw new IllegalArgumentException("clockSkew must not be negative");
    }
  }

  /** How long the edge keeps an answer without a lease: it is gone before a purge would be. */
  public Duration shortEdgeTtl() {
    Duration ttl = PURGE_DELAY.minus(clockSkew.multipliedBy(2));
    return ttl.compareTo(SHORTEST_AT_EDGE) > 0 ? ttl : SHORTEST_AT_EDGE;
  }

  /**
   * How long a copy may live at the edge so that it is gone by then, by any clock.
   *
   * @param agreedAt before the answer passed the cache: it arrives within the purge window
   */
  public Duration lifeUntil(Instant end, Instant agreedAt) {
    return Duration.between(agreedAt, end).minus(purgeWindow).minus(clockSkew).dividedBy(TIERS);
  }

  /** When a copy has expired that arrives as late as it may and lives for so long. */
  public Instant endOfLife(Instant agreedAt, Duration life) {
    return agreedAt.plus(purgeWindow).plus(life.multipliedBy(TIERS)).plus(clockSkew);
  }

  /**
   * Whether an answer leaves too late to be covered by the purge of an eviction that came after it
   * passed the cache. A clock that went backwards has measured nothing: that counts as slow.
   */
  public boolean isSlow(Instant agreedAt, Instant now) {
    Duration taken = Duration.between(agreedAt, now);
    return taken.isNegative() || taken.compareTo(purgeWindow.dividedBy(2)) > 0;
  }

  /** Whether two clocks that were read one after the other differ by more than they may. */
  public boolean apart(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(clockSkew) > 0;
  }
}
