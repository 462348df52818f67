package dev.freshet.viewcache;

import java.time.Duration;

/** What became of a fill. */
public sealed interface FillResult {

  /**
   * The page is stored, and the edge mark was raised in the same step.
   *
   * @param heat to which of the two times it was raised
   */
  record Stored(Heat heat) implements FillResult {}

  /**
   * Nothing was stored: the view was evicted since the fence was read, or the cache lost the fence.
   * The page may be stale already; it may be served once, and kept by nobody.
   */
  record Rejected() implements FillResult {}

  /** The cache is late or gone. It may have been stored: that is safe, the fence was checked. */
  record Away(Duration retryAfter) implements FillResult {}
}
