package dev.freshet.viewcache;

/**
 * Whether a view was evicted of late. The first eviction that may cost a purge makes it hot, and
 * any other keeps it so. The cache may forget this any time; the view is cool then.
 */
public enum Heat {
  /** So seldom that a copy at the edge is worth the purge that ends it. */
  COOL,
  /**
   * Evicted within {@link CacheLimits#HOT_FOR} and {@link CacheLimits#MOST_HOT_ANSWERS}: a copy is
   * likely to cost more than it saves.
   */
  HOT
}
