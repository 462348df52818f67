package dev.freshet.viewcache.memory;

import dev.freshet.viewcache.CacheLimits;
import java.time.Instant;
import java.util.Optional;

/**
 * A view is hot.
 *
 * @param until if no eviction begins the spell anew
 * @param answers how many more may leave, above zero
 */
record HotSpell(Instant until, int answers) {

  static HotSpell beginning(Instant until) {
    return new HotSpell(until, CacheLimits.MOST_HOT_ANSWERS);
  }

  /** What is left of it after one answer more. */
  Optional<HotSpell> afterAnswer() {
    return Optional.of(new HotSpell(until, answers - 1)).filter(left -> left.answers > 0);
  }
}
