package dev.freshet.soak;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Detects that this machine does not run runnable threads, so that functions time out. The log of
 * faults then contains a stall, which explains errors but no other violation, and is reported.
 */
final class Stalls {
  static final String NAME = "machine-stalled";

  private static final Duration STEP = Duration.ofMillis(20);

  /** A quarter of a function's Redis timeout, and of the time allowed for an answer's transit. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(250);

  private final FaultLog log;
  private final SoakClock clock;

  Stalls(FaultLog log, SoakClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Watches from a platform thread, because virtual threads wait for a carrier. */
  void run(BooleanSupplier stopped) throws InterruptedException {
    Thread watch = Thread.ofPlatform().daemon().name("stalls").start(() -> watch(stopped));
    watch.join();
  }

  private void watch(BooleanSupplier stopped) {
    long last = clock.now();
    while (!stopped.getAsBoolean()) {
      SoakClock.pause(STEP);
      long now = clock.now();
      if (now - last > LATE) {
        log.began(NAME, last);
        log.ended(NAME, now);
      }
      last = now;
    }
  }
}
