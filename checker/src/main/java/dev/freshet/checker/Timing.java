package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * How long things take in the simulated world. Its time goes in ticks; whatever happens within one
 * tick may happen in any order.
 *
 * @param tick whole milliseconds; windows, skew and lifetimes are multiples of it
 */
record Timing(Duration tick, ProtocolTimes times, Duration edgeTtl, Duration cacheTtl) {

  /** Away from the epoch, whose time has a meaning of its own in the protocol. */
  private static final long START = 1_000_000_000_000L;

  Instant at(long ticks) {
    return Instant.ofEpochMilli(START + ticks * tick.toMillis());
  }

  int ticks(Duration time) {
    return Math.toIntExact(time.dividedBy(tick));
  }

  int windowTicks() {
    return ticks(times.purgeWindow());
  }

  int skewTicks() {
    return ticks(times.clockSkew());
  }
}
