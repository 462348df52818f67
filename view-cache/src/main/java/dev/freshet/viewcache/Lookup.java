package dev.freshet.viewcache;

import java.time.Duration;

/** What a read of the cache found. */
public sealed interface Lookup {

  /**
   * The page is there, new enough. The edge mark was raised in the same step.
   *
   * @param heat to which of the two times it was raised
   */
  record Hit(Envelope envelope, Heat heat) implements Lookup {}

  /**
   * It is not there, or too old for this reader, or of another format version.
   *
   * @param fence to be presented when filling: load after this, never before
   */
  record Miss(Fence fence) implements Lookup {}

  /** Something else is stored where the page should be. An alarm, like another owner's page. */
  record Unreadable() implements Lookup {}

  /**
   * The cache is late or gone. Go to the table and leave the answer uncached.
   *
   * @param retryAfter before that it is not worth asking again
   */
  record Away(Duration retryAfter) implements Lookup {}
}
