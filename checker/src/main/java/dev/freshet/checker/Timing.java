package dev.freshet.checker;

import dev.freshet.table.governor.CachedEdgeLimit;
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

  private final long start;
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
    this(START, tick, times, edgeTtl, cacheTtl);
  }

  private Timing(
      long start, Duration tick, ProtocolTimes times, Duration edgeTtl, Duration cacheTtl) {
    this.start = start;
    this.tick = tick.toMillis();
    this.times = times;
    this.edgeTtl = edgeTtl;
    this.cacheTtl = cacheTtl;
    windowTicks = Math.toIntExact(times.purgeWindow().dividedBy(tick));
    skewTicks = Math.toIntExact(times.clockSkew().dividedBy(tick));
  }

  /** The same in a world that begins then. */
  Timing from(Instant begin) {
    return new Timing(begin.toEpochMilli(), Duration.ofMillis(tick), times, edgeTtl, cacheTtl);
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

  /** After so long a purge has taken effect. */
  long purgeTicks() {
    return ticks(ProtocolTimes.PURGE_DELAY);
  }

  /** So long after its eviction a copy is gone for which there was no budget. */
  long spentTicks() {
    Duration skew = times.clockSkew().multipliedBy(3);
    return ticks(times.purgeWindow().plus(CachedEdgeLimit.SHORTEST).plus(skew));
  }

  /** Or the first after it. */
  private long ticks(Duration time) {
    return Math.ceilDiv(time.toMillis(), tick);
  }

  /** Since the world began. */
  long millis(long ticks) {
    return ticks * tick;
  }

  Instant at(long ticks) {
    return Instant.ofEpochMilli(start + ticks * tick);
  }

  /** The reverse of {@link #at}. */
  long tick(Instant time) {
    return (time.toEpochMilli() - start) / tick;
  }

  int windowTicks() {
    return windowTicks;
  }

  int skewTicks() {
    return skewTicks;
  }
}
