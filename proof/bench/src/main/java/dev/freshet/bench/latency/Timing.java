package dev.freshet.bench.latency;

import dev.freshet.bench.Processors;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long calls took. */
final class Timing {
  private static final long LONGEST = Duration.ofMinutes(1).toNanos();
  private static final int DIGITS = 3;

  private final Histogram histogram;
  private final Duration took;
  private final Processors used;
  private final long allocated;

  /**
   * @param allocated bytes, by the callers' threads
   */
  Timing(Histogram histogram, Duration took, Processors used, long allocated) {
    this.histogram = histogram;
    this.took = took;
    this.used = used;
    this.allocated = allocated;
  }

  static Histogram histogram() {
    return new Histogram(LONGEST, DIGITS);
  }

  /** This one and another one of the same. */
  Timing and(Timing other) {
    Histogram both = histogram.copy();
    both.add(other.histogram);
    return new Timing(
        both, took.plus(other.took), used.plus(other.used), allocated + other.allocated);
  }

  /**
   * In milliseconds; not a number if nothing was timed.
   *
   * @param percentile such as 99
   */
  double millis(double percentile) {
    return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1e6;
  }

  double mostMillis() {
    return count() == 0 ? Double.NaN : histogram.getMaxValue() / 1e6;
  }

  double perSecond() {
    return histogram.getTotalCount() * 1e9 / took.toNanos();
  }

  /** Processor time of this process for each call, in microseconds: what is called, included. */
  double processorMicros() {
    return count() == 0 ? Double.NaN : used.ownMicros(count());
  }

  /** Bytes for each call, by its own thread. */
  double allocatedBytes() {
    return count() == 0 ? Double.NaN : (double) allocated / count();
  }

  long count() {
    return histogram.getTotalCount();
  }
}
