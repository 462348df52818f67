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
   * For so long after its last eviction a view leaves the edge by expiry, not by purge. A purge
   * costs as much as some thousand calls of the API, and in six hours even a reader who asks every
   * twenty seconds makes no more than that.
   */
  public static final Duration HOT_FOR = Duration.ofHours(6);

  private CacheLimits() {}
}
