package dev.freshet.leases;

import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Up to when a call has to be answered, by a clock that is never set. For one thread.
 *
 * @param nanos on the scale of {@link System#nanoTime()}
 */
record Deadline(long nanos) {
  /** About one request's time at DynamoDB. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private static final int MOST_DOUBLINGS = 6;

  static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /**
   * For a request that may take all of the time that is left, the SDK's own retries included.
   *
   * @throws LeaseStoreUnavailableException if none is left
   */
  AwsRequestOverrideConfiguration request() {
    Duration left = Duration.ofNanos(nanos - System.nanoTime());
    if (left.toMillis() <= 0) {
      throw new LeaseStoreUnavailableException("DynamoDB did not answer in time");
    }
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(left)
        .apiCallAttemptTimeout(left)
        .build();
  }

  /**
   * Waits before attempt {@code attempt}, counted from 0, but not beyond the deadline; the first
   * does not wait. Full jitter, as the <a
   * href="https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Builders'
   * Library</a> recommends. An interrupt ends the wait and stays set.
   */
  void pauseBefore(int attempt) {
    if (attempt > 0) {
      long ceiling = FIRST_PAUSE.toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS);
      long pause = ThreadLocalRandom.current().nextLong(ceiling);
      LockSupport.parkNanos(Math.min(pause, nanos - System.nanoTime()));
    }
  }
}
