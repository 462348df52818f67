package dev.freshet.viewcache;

import java.time.Duration;

/** The outcome of a fill. */
public sealed interface FillResult {
  /** The page is stored, and belongs to this generation. */
  record Stored(GenerationState state) implements FillResult {}

  /**
   * Nothing was stored: the view was evicted since the fence was read, or the cache lost the fence.
   * The page may be stale already; it may be served once, and must not be cached.
   */
  record Rejected() implements FillResult {}

  /**
   * The cache is unavailable. The page may have been stored: that is safe, the fence was checked.
   */
  record Unavailable(Duration retryAfter) implements FillResult {}
}
