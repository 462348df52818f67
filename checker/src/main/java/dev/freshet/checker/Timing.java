package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * How long things take in the simulated world. Its time goes in ticks; whatever happens within one
 * tick may happen in any order.
 */
final class Timing {

  /** Away from the epoch, whose time has a meaning of its own in the protocol. */
  private static final long START = 1_000_000_000_000L;

  private static final long MILLIS = 1_000;

  private final long tick;
  private final ProtocolTimes times;
  private final Duration edgeTtl;
  private final Duration cacheTtl;
  private final int windowTicks;
  private final int skewTicks;

  /**
   * Times in the world.
   *
   * @param tick whole milliseconds; windows, skew and lifetimes are multiples of it
   */
  Timing(Duration tick, ProtocolTimes times, Duration edgeTtl, Duration cacheTtl) {
    this.tick = tick.toMillis();
    this.times = times;
    this.edgeTtl = edgeTtl;
    this.cacheTtl = cacheTtl;
    windowTicks = Math.toIntExact(times.purgeWindow().dividedBy(tick));
    skewTicks = Math.toIntExact(times.clockSkew().dividedBy(tick));
  }

  ProtocolTimes times() {
    return times;
  }

  Duration edgeTtl() {
    return edgeTtl;
  }

  Duration cacheTtl() {
    return cacheTtl;
  }

  Instant at(long ticks) {
    return Instant.ofEpochMilli(START + ticks * tick);
  }

  /** The reverse of {@link #at}. */
  long tick(Instant time) {
    return (time.toEpochMilli() - START) / tick;
  }

  long ticks(long seconds) {
    return seconds * MILLIS / tick;
  }

  int windowTicks() {
    return windowTicks;
  }

  int skewTicks() {
    return skewTicks;
  }
}
