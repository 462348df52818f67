package dev.freshet.emulators.lambda.functions;

import java.time.InstantSource;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

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

  /** Gives an instance back that the next event may have. */
  void keep(HandlerInstance instance) {
    warm.addFirst(instance);
  }

  /** Ends an event: its place is free. */
  void leave() {
    places.release();
  }

  /** Ends the instances that are warm. */
  void close() {
    for (HandlerInstance each = warm.pollFirst(); each != null; each = warm.pollFirst()) {
      each.close();
    }
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
