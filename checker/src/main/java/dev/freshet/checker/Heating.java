package dev.freshet.checker;

import dev.freshet.viewcache.CacheLimits;
import java.time.Duration;

/** How hot a world's views are; worlds are short, so what is hot there stays so. */
enum Heating {
  /** As evictions make them. */
  BY_EVICTIONS,
  /** They were evicted before. */
  BEFORE,
  /** Not at all: Redis forgets it at once, as it may. */
  NONE;

  Duration lasts() {
    return this == NONE ? Duration.ZERO : CacheLimits.HOT_FOR;
  }
}
