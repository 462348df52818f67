package dev.freshet.emulators.cloudfront.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Faults of the CloudFront API, on demand. Thread-safe. */
public final class ApiFaults {
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private volatile double throttledRate;
  private volatile double failingRate;
  private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> purgesTake = new AtomicReference<>(Duration.ZERO);

  /** The next calls are answered with {@code Throttling}, 400, "Rate exceeded". */
  public void throttleNext(int calls) {
    throttled.set(calls);
  }

  /** The next calls that are not throttled are answered with {@code InternalError}, 500. */
  public void failNext(int calls) {
    failing.set(calls);
  }

  /** From now on this share of the calls is throttled; 0 ends it. */
  public void throttle(double rate) {
    throttledRate = rate;
  }

  /** From now on this share of the calls that are not throttled fails; 0 ends it. */
  public void fail(double rate) {
    failingRate = rate;
  }

  /** Every call waits for this long first; zero ends it. */
  public void slowBy(Duration time) {
    delay.set(time);
  }

  /**
   * Invalidations that are accepted from now on reach the points of presence one by one, the last
   * after this time; zero ends it.
   */
  public void purgesTake(Duration time) {
    purgesTake.set(time);
  }

  /** When each of so many points of presence removes the objects; empty: all at the usual time. */
  List<Duration> purgeTimes(int pointsOfPresence) {
    long millis = purgesTake.get().toMillis();
    List<Duration> times = new ArrayList<>();
    if (millis > 0) {
      ThreadLocalRandom.current()
          .longs(pointsOfPresence - 1L, 1, millis + 1)
          .mapToObj(Duration::ofMillis)
          .forEach(times::add);
      times.add(Duration.ofMillis(millis));
      Collections.shuffle(times);
    }
    return times;
  }

  void befall() {
    wait(delay.get());
    if (taken(throttled) || happens(throttledRate)) {
      throw new ApiException(400, "Throttling", "Rate exceeded");
    }
    if (taken(failing) || happens(failingRate)) {
      throw ApiException.internalError();
    }
  }

  private static boolean happens(double rate) {
    return ThreadLocalRandom.current().nextDouble() < rate;
  }

  private static boolean taken(AtomicInteger calls) {
    return calls.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private static void wait(Duration time) {
    if (time.isPositive()) {
      new CompletableFuture<Void>()
          .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    }
  }
}
