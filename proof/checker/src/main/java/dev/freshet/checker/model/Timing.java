package dev.freshet.checker.model;

import dev.freshet.viewcache.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * How long things take in the simulated world. Its time goes in ticks; whatever happens within one
 * tick may happen in any order.
 */
public final class Timing {

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
  public Timing(Duration tick, ProtocolTimes times, Duration edgeTtl, Duration cacheTtl) {
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
  public Timing from(Instant begin) {
    return new Timing(begin.toEpochMilli(), Duration.ofMillis(tick), times, edgeTtl, cacheTtl);
  }

  public ProtocolTimes times() {
    return times;
  }

  Duration edgeTtl() {
    return edgeTtl;
  }

  Duration cacheTtl() {
    return cacheTtl;
  }

  /** Within so many ticks a purge takes effect everywhere. */
  int purgeTicks() {
    return Math.toIntExact(ProtocolTimes.PURGE_DELAY.toMillis() / tick);
  }

  /** So long after a notice is done its promise holds: what was not purged has expired. */
  long doneTicks() {
    return ticks(ProtocolTimes.PURGE_DELAY) + 1;
  }

  /** So long after an eviction all short copies are gone, though their lives began anew once. */
  long shortTicks() {
    return windowTicks + ticks(times.shortEdgeTtl().multipliedBy(2));
  }

  /** So long after a page was last under some lease all of its copies are gone. */
  long leaseTicks() {
    return ticks(
        Duration.between(Instant.EPOCH, times.endOfLife(Instant.EPOCH, edgeTtl.multipliedBy(3))));
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

  /** The reverse of {@link #at} and {@link #millis}. */
  long millisSince(Instant time) {
    return time.toEpochMilli() - start;
  }

  /** The reverse of {@link #at}. */
  long tick(Instant time) {
    return (time.toEpochMilli() - start) / tick;
  }

  int windowTicks() {
    return windowTicks;
  }

  public int skewTicks() {
    return skewTicks;
  }
}
