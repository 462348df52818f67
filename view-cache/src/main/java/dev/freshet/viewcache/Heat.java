package dev.freshet.viewcache;

/**
 * How often a view is evicted. Each eviction warms it by {@link CacheLimits#HOT_INTERVAL}, which it
 * loses again in that time: it is hot as long as it holds more than one eviction's worth. The cache
 * may forget this any time; the view is cool then.
 */
public enum Heat {
  /** So seldom that a copy at the edge is worth the purge that ends it. */
  COOL,
  /** More often than once per {@link CacheLimits#HOT_INTERVAL}, on the average. */
  HOT
}
