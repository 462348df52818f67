package dev.freshet.viewcache;

import java.time.Duration;

/** Limits of every cache implementation. */
public final class CacheLimits {
  /**
   * Twice as long as API Gateway waits for an answer (29 s): no load that is still of use outlives
   * its fence. Each miss renews it.
   */
  public static final Duration FENCE_TTL = Duration.ofMinutes(1);

  /**
   * How long a generation lives after its last fill, if nothing evicts it. Longer than a page may
   * be used: the count of saved answers ends with its generation, and so does the lease. In an hour
   * only a view that is asked for every 3 s could save the 1,250 answers that repay a purge. Redis
   * drops what is not used when it needs the memory.
   */
  public static final Duration GENERATION_TTL = Duration.ofDays(7);

  /**
   * The most pages of one view of one owner. The next page drops them all and begins a new
   * generation, so that counting up a cursor cannot fill the cache.
   */
  public static final int MOST_PAGES = 64;

  private CacheLimits() {}
}
