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
   * For at most so long after its last eviction a view leaves the edge by expiry, not by purge: in
   * six hours even a reader who asks every twenty seconds makes no more than {@link
   * #MOST_HOT_ANSWERS} reads.
   */
  public static final Duration HOT_FOR = Duration.ofHours(6);

  /**
   * After so many answers since its last eviction a view is cool again: a purge costs as much as
   * some thousand calls of the API, and these reads would have earned it. The scripts say the same.
   */
  public static final int MOST_HOT_ANSWERS = 1_000;

  private CacheLimits() {}
}
