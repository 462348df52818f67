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
   * The most pages of one view of one owner. The next page drops them all and begins a new
   * generation, so that counting up a cursor cannot fill the cache.
   */
  public static final int MOST_PAGES = 64;

  private CacheLimits() {}
}
