package dev.freshet.servers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks again and again until a server is as wanted. */
final class Polling {
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Polling() {}

  /**
   * Blocks until the condition holds.
   *
   * @throws ServerFailedException with this message if it does not in time, or on an interrupt
   */
  static void await(Duration patience, String failure, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new ServerFailedException(failure + " within " + patience);
      }
      pause(failure);
    }
  }

  private static void pause(String failure) {
    try {
      var _ = new CountDownLatch(1).await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException(failure + ": interrupted", e);
    }
  }
}
