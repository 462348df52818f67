package dev.freshet.invalidator.governor;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many items this instance has in progress at CloudFront, as far as it can know: others' are
 * seen only when CloudFront refuses. Not thread-safe.
 */
final class InProgress {

  /**
   * "Invalidation requests for up to 3,000 files per distribution in progress at one time." See <a
   * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/InvalidationLimits.html">limits</a>.
   */
  static final int MOST = 3_000;

  /** Twice the P95 of a purge. */
  static final Duration COUNTED_FOR = ProtocolTimes.PURGE_DELAY.multipliedBy(2);

  private final Deque<Call> calls = new ArrayDeque<>();
  private int items;

  private record Call(Instant at, int items) {}

  int room(Instant now) {
    while (!calls.isEmpty() && !now.isBefore(calls.getFirst().at().plus(COUNTED_FOR))) {
      items -= calls.removeFirst().items();
    }
    return MOST - items;
  }

  void add(int more, Instant now) {
    calls.addLast(new Call(now, more));
    items += more;
  }
}
