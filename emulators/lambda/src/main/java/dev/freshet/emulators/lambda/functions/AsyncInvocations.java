package dev.freshet.emulators.lambda.functions;

import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's queue of asynchronous events: hands each to its function, tries again after errors and
 * throttles, discards what is too old, and reports the end. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
final class AsyncInvocations implements AutoCloseable {
  /** Lambda doubles the wait of a throttled event from one second to five minutes. */
  private static final int LARGEST_THROTTLE_FACTOR = 300;

  private final Invoker invoker;
  private final Destinations destinations;
  private final FunctionSettings settings;
  private final InstantSource clock;
  private final AtomicInteger underWay = new AtomicInteger();
  private final DelayedRuns later = new DelayedRuns("lambda async");

  /** Runs one event and waits for its end. */
  @FunctionalInterface
  interface Invoker {
    InvokeResult run(DeployedFunction function, String requestId, String event)
        throws InterruptedException;
  }

  AsyncInvocations(
      Invoker invoker, Destinations destinations, FunctionSettings settings, InstantSource clock) {
    this.invoker = invoker;
    this.destinations = destinations;
    this.settings = settings;
    this.clock = clock;
  }

  /** Takes an event over; from here on it is retried or reported, never lost in silence. */
  void accept(DeployedFunction function, String requestId, String event) {
    underWay.incrementAndGet();
    Waiting waiting = new Waiting(function, requestId, event, clock.instant());
    later.run(Duration.ZERO, () -> attempt(waiting));
  }

  /** How many events wait, run or are about to be tried again. */
  int underWay() {
    return underWay.get();
  }

  @Override
  public void close() {
    later.close();
  }

  private void attempt(Waiting waiting) {
    try {
      if (waiting.age().compareTo(waiting.config().maximumEventAge()) > 0) {
        end(waiting, InvocationRecord.EVENT_AGE_EXCEEDED);
        return;
      }
      judge(waiting, invoker.run(waiting.function, waiting.requestId, waiting.event));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      underWay.decrementAndGet();
    }
  }

  private void judge(Waiting waiting, InvokeResult result) {
    switch (result) {
      case Success success -> {
        waiting.invoked(success);
        end(waiting, InvocationRecord.SUCCESS);
      }
      case FunctionError error -> {
        waiting.invoked(error);
        retryOrEnd(waiting);
      }
      case Throttled _ -> again(waiting, waiting.throttled());
    }
  }

  private void retryOrEnd(Waiting waiting) {
    if (waiting.invokeCount > waiting.config().maximumRetryAttempts()) {
      end(waiting, InvocationRecord.RETRIES_EXHAUSTED);
    } else {
      again(waiting, settings.firstRetryAfter().multipliedBy(1L << (waiting.invokeCount - 1)));
    }
  }

  private void again(Waiting waiting, Duration delay) {
    later.run(delay, () -> attempt(waiting));
  }

  private void end(Waiting waiting, String condition) {
    InvocationRecord record =
        new InvocationRecord(
            waiting.function.spec(),
            waiting.requestId,
            clock.instant(),
            condition,
            waiting.invokeCount,
            waiting.event,
            waiting.last);
    if (condition.equals(InvocationRecord.SUCCESS)) {
      waiting.config().onSuccess().ifPresent(to -> destinations.send(to, record));
    } else {
      waiting.config().onFailure().ifPresent(to -> destinations.send(to, record));
      waiting.config().deadLetterQueue().ifPresent(to -> destinations.bury(to, record));
    }
    underWay.decrementAndGet();
  }

  /** One event; used by one thread at a time, handed on through the timer. */
  private final class Waiting {
    private final DeployedFunction function;
    private final String requestId;
    private final String event;
    private final Instant acceptedAt;
    private int invokeCount;
    private int throttles;
    private @Nullable InvokeResult last;

    Waiting(DeployedFunction function, String requestId, String event, Instant acceptedAt) {
      this.function = function;
      this.requestId = requestId;
      this.event = event;
      this.acceptedAt = acceptedAt;
    }

    AsyncSpec config() {
      return function.spec().async();
    }

    Duration age() {
      return Duration.between(acceptedAt, clock.instant());
    }

    void invoked(InvokeResult result) {
      invokeCount++;
      throttles = 0;
      last = result;
    }

    Duration throttled() {
      long factor = Math.min(LARGEST_THROTTLE_FACTOR, 1L << Math.min(throttles, 16));
      throttles++;
      return settings.throttledRetryAfter().multipliedBy(factor);
    }
  }
}
