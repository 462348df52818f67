package dev.freshet.local.cloudfront;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Faults of the CloudFront API, on demand. Thread-safe. */
public final class ApiFaults {
  private final AtomicInteger throttled = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger();
  private final AtomicReference<Duration> delay = new AtomicReference<>(Duration.ZERO);

  /** The next calls are answered with {@code Throttling}, 400, "Rate exceeded". */
  public void throttleNext(int calls) {
    throttled.set(calls);
  }

  /** The next calls that are not throttled are answered with {@code InternalError}, 500. */
  public void failNext(int calls) {
    failing.set(calls);
  }

  /** Every call waits for this long first; zero ends it. */
  public void slowBy(Duration time) {
    delay.set(time);
  }

  void befall() {
    wait(delay.get());
    if (taken(throttled)) {
      throw new ApiException(400, "Throttling", "Rate exceeded");
    }
    if (taken(failing)) {
      throw ApiException.internalError();
    }
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
