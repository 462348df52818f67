package dev.freshet.viewcache;

import java.time.Duration;

/** What a read of the cache found. */
public sealed interface Lookup {
  /** The page is in the cache, new enough, and belongs to this generation. */
  record Hit(Envelope envelope, GenerationState state) implements Lookup {}

  /**
   * The page is not in the cache, or too old for this reader, or of another format version.
   *
   * @param fence to be presented when filling: load after this, never before
   */
  record Miss(Fence fence) implements Lookup {}

  /** Something else is stored in the place of the page. An alarm, like another owner's page. */
  record Unreadable() implements Lookup {}

  /**
   * The cache is unavailable. Load from the table and leave the answer uncached.
   *
   * @param retryAfter earlier calls would fail, too
   */
  record Unavailable(Duration retryAfter) implements Lookup {}
}
