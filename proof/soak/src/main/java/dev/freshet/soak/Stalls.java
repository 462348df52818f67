package dev.freshet.soak;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Notices that this machine does not run what is ready to run: then functions time out for no fault
 * of theirs. Such a time is kept in the log of faults, so that it explains errors, and is reported;
 * it excuses nothing else.
 */
final class Stalls {
  static final String NAME = "machine-stalled";

  private static final Duration STEP = Duration.ofMillis(20);

  /** A quarter of the time that a function waits for Redis, and of what covers an answer's way. */
  private static final long LATE = TimeUnit.MILLISECONDS.toNanos(250);

  private final FaultLog log;
  private final SoakClock clock;

  Stalls(FaultLog log, SoakClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Watches from a thread of the operating system: others wait for one to carry them. */
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
