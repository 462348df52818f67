package dev.freshet.viewcache.memory;

import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.Heat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How warm a view's evictions have made it: as warm as the time is long until it is all lost.
 *
 * @param until when it has cooled down
 * @param countedAt the last eviction that warmed it
 */
public record Warmth(Instant until, Instant countedAt) {

  /** Another eviction's on top of what is left of this; nothing for one of the same burst. */
  static Warmth evicted(Optional<Warmth> before, Instant now) {
    if (before
        .filter(warmth -> now.isBefore(warmth.countedAt.plus(CacheLimits.BURST)))
        .isPresent()) {
      return before.get();
    }
    Duration left = before.map(warmth -> Duration.between(now, warmth.until)).orElse(Duration.ZERO);
    Duration raised = left.plus(CacheLimits.HOT_INTERVAL);
    boolean most = raised.compareTo(CacheLimits.MOST_HEAT) > 0;
    return new Warmth(now.plus(most ? CacheLimits.MOST_HEAT : raised), now);
  }

  Heat heat(Instant now) {
    return until.isAfter(now.plus(CacheLimits.HOT_INTERVAL)) ? Heat.HOT : Heat.COOL;
  }
}
