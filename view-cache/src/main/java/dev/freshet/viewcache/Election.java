package dev.freshet.viewcache;

import java.time.Instant;

/** The outcome of asking to be the one that grants a lease. */
public sealed interface Election {
  /**
   * This caller may grant, for as long as it asked to.
   *
   * @param cacheTime by the clock of the cache's server
   */
  record Elected(Instant cacheTime) implements Election {}

  /**
   * Another caller is granting, the generation has ended, or the cache is unavailable: this answer
   * is short.
   */
  record NotElected() implements Election {}
}
