package dev.freshet.local.functions;

import java.time.InstantSource;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The execution environments of one function: each takes one event at a time, is used again while
 * warm, and more are made as events come in. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">Function
 *     scaling</a>
 */
final class Instances {
  private final FunctionSpec function;
  private final InstantSource clock;
  private final Semaphore places;
  private final Deque<HandlerInstance> warm = new ConcurrentLinkedDeque<>();
  private final AtomicInteger made = new AtomicInteger();

  Instances(FunctionSpec function, int atMost, InstantSource clock) {
    this.function = function;
    this.clock = clock;
    this.places = new Semaphore(function.reservedConcurrency().orElse(atMost), true);
  }

  /**
   * Takes a place for one event.
   *
   * @return false if the reserved concurrency is used up; without one it waits for its turn
   * @throws InterruptedException if the wait is interrupted
   */
  boolean enter() throws InterruptedException {
    if (function.reservedConcurrency().isPresent()) {
      return places.tryAcquire();
    }
    places.acquire();
    return true;
  }

  /**
   * Gives the warm instance that was used last, or makes one.
   *
   * @throws Exception what the handler's constructor threw
   */
  HandlerInstance take() throws Exception {
    HandlerInstance instance = warm.pollFirst();
    return instance == null ? create() : instance;
  }

  /** Ends an event: its instance is kept, unless it is null, which says that it broke. */
  void leave(@Nullable HandlerInstance reusable) {
    if (reusable != null) {
      warm.addFirst(reusable);
    }
    places.release();
  }

  /** How many instances were ever made: the number of cold starts. */
  int made() {
    return made.get();
  }

  private HandlerInstance create() throws Exception {
    HandlerInstance instance =
        HandlerInstance.create(function.handler(), function.environment(), clock);
    made.incrementAndGet();
    return instance;
  }
}
