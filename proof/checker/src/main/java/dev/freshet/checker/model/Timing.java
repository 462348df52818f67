package dev.freshet.checker.model;

import dev.freshet.viewcache.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * The durations of the simulated world. Time advances in ticks; actions within a tick may happen in
 * any order.
 */
public final class Timing {

  /** In the year 2096, so that no key expires by itself in a real Redis that runs along. */
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

  /** The timing of a world that begins at this time. */
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

  /** The number of ticks within which a purge takes effect everywhere. */
  int purgeTicks() {
    return Math.toIntExact(ProtocolTimes.PURGE_DELAY.toMillis() / tick);
  }

  /**
   * The time from the end of a notice until its promise holds, because unpurged copies have
   * expired.
   */
  long doneTicks() {
    return ticks(ProtocolTimes.PURGE_DELAY) + 1;
  }

  /** The time from an eviction until all short copies have expired, including one renewal. */
  long shortTicks() {
    return windowTicks + ticks(times.shortEdgeTtl().multipliedBy(2));
  }

  /** The time from the end of a page's last lease until all its copies have expired. */
  long leaseTicks() {
    return ticks(
        Duration.between(Instant.EPOCH, times.endOfLife(Instant.EPOCH, edgeTtl.multipliedBy(3))));
  }

  /** That tick, or the next. */
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
