package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;

/**
 * The end of a read: a page of the right owner, where it came from, and whether the cache held it.
 */
public record Answer(Envelope page, Source source, Agreement agreement) implements Step {
  /** Where the page was read. */
  public enum Source {
    CACHE,
    TABLE
  }
}
