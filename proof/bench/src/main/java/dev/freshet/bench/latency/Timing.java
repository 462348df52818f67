package dev.freshet.bench.latency;

import dev.freshet.bench.Processors;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Durations of calls. */
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

  /** Adds the calls of another timing. */
  Timing and(Timing other) {
    Histogram both = histogram.copy();
    both.add(other.histogram);
    return new Timing(
        both, took.plus(other.took), used.plus(other.used), allocated + other.allocated);
  }

  /**
   * In milliseconds; NaN without calls.
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

  /** This process's processor time per call in microseconds, including the called code. */
  double processorMicros() {
    return count() == 0 ? Double.NaN : used.ownMicros(count());
  }

  /** Bytes per call, allocated by the calling thread. */
  double allocatedBytes() {
    return count() == 0 ? Double.NaN : (double) allocated / count();
  }

  long count() {
    return histogram.getTotalCount();
  }
}
