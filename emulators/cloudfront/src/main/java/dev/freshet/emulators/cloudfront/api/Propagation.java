package dev.freshet.emulators.cloudfront.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings invalidations to the points of presence: to all at the same time, or, while a fault says
 * so, to one after the other. Thread-safe.
 *
 * @see <a
 *     href="https://aws.amazon.com/about-aws/whats-new/2026/04/cloudfront-invalidation-cache-tag/">An
 *     invalidation takes effect in under 5 seconds at P95</a>
 */
public final class Propagation {
  private final List<Purger> pointsOfPresence;
  private final DelayedPurges later;
  private final Duration delay;
  private final ApiFaults faults;

  /**
   * Prepares one.
   *
   * @param pointsOfPresence where objects are removed
   * @param delay from an invalidation's acceptance until it takes effect everywhere
   */
  public Propagation(
      List<Purger> pointsOfPresence, DelayedPurges later, Duration delay, ApiFaults faults) {
    this.pointsOfPresence = List.copyOf(pointsOfPresence);
    this.later = later;
    this.delay = delay;
    this.faults = faults;
  }

  /** Starts an invalidation; {@code completed} runs when it has reached all points of presence. */
  void start(Invalidation invalidation, Runnable completed) {
    List<Duration> times = faults.purgeTimes(pointsOfPresence.size());
    if (times.isEmpty()) {
      later.run(
          delay,
          () -> {
            pointsOfPresence.forEach(each -> each.purge(invalidation.items()));
            completed.run();
          });
    } else {
      oneByOne(invalidation, times, completed);
    }
  }

  private void oneByOne(Invalidation invalidation, List<Duration> times, Runnable completed) {
    AtomicInteger left = new AtomicInteger(times.size());
    for (int i = 0; i < times.size(); i++) {
      Purger purger = pointsOfPresence.get(i);
      later.run(
          times.get(i),
          () -> {
            purger.purge(invalidation.items());
            if (left.decrementAndGet() == 0) {
              completed.run();
            }
          });
    }
  }
}
