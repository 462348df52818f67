package dev.freshet.domain;

import java.time.Instant;

/** What the cache knows of a view's copies at the edge. */
public sealed interface EdgeCopy {

  /** There is none: no answer that the edge may keep was given since the last eviction. */
  record None() implements EdgeCopy {}

  /**
   * There may be one.
   *
   * @param until the latest time at which it expires by itself
   */
  record AliveUntil(Instant until) implements EdgeCopy {}

  /**
   * The cache lost its memory, so there may be one, alive for as long as the edge keeps anything.
   */
  record Unknown() implements EdgeCopy {}
}
