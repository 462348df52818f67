package dev.freshet.local.dynamodb;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The next matching call, which DynamoDB has answered already, but whose answer waits here until
 * this is closed. Thread-safe.
 */
public final class HeldCall implements AutoCloseable {
  private final Predicate<TableCall> matching;
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  HeldCall(Predicate<TableCall> matching) {
    this.matching = matching;
  }

  /** Waits until a call is held; false if none came within {@code patience}. */
  public boolean awaitArrival(Duration patience) throws InterruptedException {
    return arrived.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets the answer go. */
  @Override
  public void close() {
    released.countDown();
  }

  /** Whether the call is the first to match: only that one is held. */
  synchronized boolean takes(TableCall call) {
    boolean first = arrived.getCount() > 0 && released.getCount() > 0 && matching.test(call);
    if (first) {
      arrived.countDown();
    }
    return first;
  }

  void await() throws InterruptedException {
    released.await();
  }
}
