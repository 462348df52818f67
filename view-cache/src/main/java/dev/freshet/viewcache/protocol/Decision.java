package dev.freshet.viewcache.protocol;

/**
 * What the protocol decided. A read tells one to three of these to its listener; each that keeps an
 * answer from the edge is the reason in its {@link EdgePolicy.NoStore}.
 */
public enum Decision {
  /** Served from the cache. */
  HIT,
  /** Not in the cache, or too old for this request. */
  MISS,
  /** Loaded, and stored under an unbroken fence. */
  STORED,
  /** The view was evicted during the load: served once, kept by no cache. */
  REJECTED,
  /** The cache is unavailable: served from the table, kept by no cache. */
  UNAVAILABLE,
  /** Another owner's page, or no page at all, stood under this key. Never happens; an alarm. */
  OWNER_MISMATCH,
  /** So long under way that a purge could overtake it: not for the edge. */
  SLOW,
  /** The request names a commit in the future: not for the edge. */
  FUTURE_FRESH,
  /**
   * Loaded so soon after {@code fresh} that another write may carry that time: not for the edge.
   */
  RECENT_FRESH,
  /** The token ends before a copy at the edge could be of use: not for the edge. */
  TOKEN_EXPIRING,
  /** The view changes by itself before a copy at the edge could be of use: not for the edge. */
  PERIOD_ENDING
}
