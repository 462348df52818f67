package dev.freshet.table;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long to wait before the next attempt at what another request was in the way of: full jitter,
 * as in <a
 * href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Amazon's
 * account of it</a>. Thread-safe; an interrupt ends the wait and stays set.
 */
public final class Backoff {
  /** About one transaction's time at DynamoDB, so that the one in the way can finish. */
  private static final Duration FIRST = Duration.ofMillis(20);

  private Backoff() {}

  /** Waits before attempt {@code attempt}, counted from 0; the first does not wait. */
  public static void before(int attempt) {
    if (attempt > 0) {
      long ceiling = FIRST.toNanos() << (attempt - 1);
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(ceiling));
    }
  }
}
