package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * How long things take in the simulated world. Its time goes in ticks; whatever happens within one
 * tick may happen in any order.
 */
final class Timing {

  /** In the year 2096: what expires here never expires in a real Redis that is driven beside. */
  private static final long START = 4_000_000_000_000L;

  private static final long MILLIS = 1_000;

  private final long tick;
  private final ProtocolTimes times;
  private final Duration edgeTtl;
  private final Duration cacheTtl;
  private final int windowTicks;
  private final int skewTicks;
  private final Duration purgeDelay;

  /**
   * Times in the world.
   *
   * @param tick whole milliseconds; windows, skew and lifetimes are multiples of it
   * @param purgeDelay a copy that expires within it is not worth a purge
   */
  Timing(
      Duration tick,
      ProtocolTimes times,
      Duration edgeTtl,
      Duration cacheTtl,
      Duration purgeDelay) {
    this.tick = tick.toMillis();
    this.times = times;
    this.edgeTtl = edgeTtl;
    this.cacheTtl = cacheTtl;
    this.purgeDelay = purgeDelay;
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

  Duration purgeDelay() {
    return purgeDelay;
  }

  long purgeTicks() {
    return purgeDelay.toMillis() / tick;
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
