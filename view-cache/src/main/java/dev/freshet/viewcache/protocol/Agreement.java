package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.GenerationState;
import java.time.Instant;

/** Whether a page is known to have been current in the cache, so that a purge covers its copies. */
public sealed interface Agreement {
  /**
   * The cache held exactly this page.
   *
   * @param at before the call of the cache that showed it
   * @param state of the generation that the page belongs to
   */
  record Agreed(Instant at, GenerationState state) implements Agreement {}

  /** It is not known: no cache may keep the answer. */
  record None(Decision reason) implements Agreement {}
}
