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

  Timing(Histogram histogram, Duration took, Processors used) {
    this.histogram = histogram;
    this.took = took;
    this.used = used;
  }

  static Histogram histogram() {
    return new Histogram(LONGEST, DIGITS);
  }

  /** This one and another one of the same. */
  Timing and(Timing other) {
    Histogram both = histogram.copy();
    both.add(other.histogram);
    return new Timing(both, took.plus(other.took), used.plus(other.used));
  }

  /**
   * In milliseconds.
   *
   * @param percentile such as 99
   */
  double millis(double percentile) {
    return histogram.getValueAtPercentile(percentile) / 1e6;
  }

  double mostMillis() {
    return histogram.getMaxValue() / 1e6;
  }

  double perSecond() {
    return histogram.getTotalCount() * 1e9 / took.toNanos();
  }

  /** Processor time of this process for each call, in microseconds: what is called, included. */
  double processorMicros() {
    return used.ownMicros(histogram.getTotalCount());
  }

  long count() {
    return histogram.getTotalCount();
  }
}
