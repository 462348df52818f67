package dev.freshet.viewcache;

import java.time.Duration;

/** Limits that hold in every cache, whatever keeps it. */
public final class CacheLimits {

  /**
   * Twice as long as API Gateway waits for an answer (29 s): no load that is still of use outlives
   * its fence. Each miss renews it.
   */
  public static final Duration FENCE_TTL = Duration.ofMinutes(1);

  /**
   * One view of one owner holds no more. At the next one, its pages are dropped and it begins anew.
   */
  public static final int MOST_PAGES = 64;

  /**
   * A view that is evicted more often leaves the edge by expiry, not by purge. A purge costs as
   * much as a thousand calls of the API; taking an answer from the edge to be worth ten of them, it
   * has to bring a hundred. A copy that lives for five seconds costs no purge, and lets one call
   * through in that time: in a hundred times five seconds, no longer life saves more.
   */
  public static final Duration HOT_INTERVAL = Duration.ofSeconds(500);

  /** A view cools within twice the interval after its last eviction, however many it had. */
  public static final Duration MOST_HEAT = HOT_INTERVAL.multipliedBy(3);

  /** Evictions so close together cost one purge at most, and count once. */
  public static final Duration BURST = Duration.ofSeconds(5);

  private CacheLimits() {}
}
