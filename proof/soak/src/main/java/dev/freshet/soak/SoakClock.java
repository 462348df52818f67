package dev.freshet.soak;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Time since the soak began, in nanoseconds. One process, one clock: no skew. Thread-safe. */
final class SoakClock {

  /** Later than any other time, for events that have not happened. */
  static final long NEVER = Long.MAX_VALUE;

  private final long start = System.nanoTime();

  long now() {
    return System.nanoTime() - start;
  }

  /** Waits for about this time; less if the thread is interrupted. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  static String text(long time) {
    return time == NEVER ? "never" : String.format(Locale.ROOT, "%.3f s", time / 1e9);
  }
}
