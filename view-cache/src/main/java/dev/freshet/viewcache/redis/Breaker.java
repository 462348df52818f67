package dev.freshet.viewcache.redis;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers whether one server answers, so that calls to a silent one fail at once instead of
 * waiting. It opens after two failures in a row: one may be a pause of the server. Calls that are
 * under way together fail together and count once. It closes when the server answers again, which
 * callers find out beside their calls, once per {@link #PROBE_EVERY}: no call waits for that.
 * Thread-safe.
 */
final class Breaker {

  /** How long a recovered server may go unnoticed. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(1);

  private static final int FAILURES_TO_OPEN = 2;

  /** Before any call that this breaker will hear of. */
  private static final long LONG_AGO = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private volatile int failures;
  private long countingSince;
  private long probedAt;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Breaker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.countingSince = nanoTime.getAsLong() - LONG_AGO;
  }

  boolean isOpen() {
    return failures >= FAILURES_TO_OPEN;
  }

  /** The time to give to {@link #failed} if the call that begins now fails. */
  long now() {
    return nanoTime.getAsLong();
  }

  /** The server answered. */
  void answered() {
    if (failures != 0) {
      reset();
    }
  }

  private synchronized void reset() {
    failures = 0;
    countingSince = now();
  }

  /**
   * The server did not answer a call that began then.
   *
   * @return whether this has opened the breaker
   */
  synchronized boolean failed(long begun) {
    if (isOpen() || begun - countingSince < 0) {
      return false;
    }
    countingSince = now();
    probedAt = countingSince;
    failures++;
    return isOpen();
  }

  /**
   * Whether the caller is to find out if the server answers again. True for one caller at a time.
   */
  synchronized boolean probeIsDue() {
    if (!isOpen() || now() - probedAt < PROBE_EVERY.toNanos()) {
      return false;
    }
    probedAt = now();
    return true;
  }
}
