package dev.freshet.local.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What may happen on demand to functions' calls of DynamoDB. Thread-safe. */
public final class TableFaults {
  private final List<HeldCall> held = new CopyOnWriteArrayList<>();
  private volatile Predicate<TableCall> throttled = call -> false;
  private volatile Predicate<TableCall> delayed = call -> false;
  private volatile Duration delay = Duration.ZERO;

  TableFaults() {}

  /** Holds the answer to the next matching call until the result is closed. */
  public HeldCall holdNext(Predicate<TableCall> matching) {
    HeldCall call = new HeldCall(matching);
    held.add(call);
    return call;
  }

  /** Refuses matching calls as DynamoDB does where it has no capacity, until {@link #clear}. */
  public void throttle(Predicate<TableCall> matching) {
    throttled = matching;
  }

  /** Answers matching calls this much later, until {@link #clear}. */
  public void delay(Predicate<TableCall> matching, Duration by) {
    delay = by;
    delayed = matching;
  }

  /** Ends throttling and delays, and lets go what is held. */
  public void clear() {
    throttled = call -> false;
    delayed = call -> false;
    held.forEach(HeldCall::close);
    held.clear();
  }

  boolean throttles(TableCall call) {
    return throttled.test(call);
  }

  /** Blocks for as long as the faults demand. */
  void afterAnswer(TableCall call) throws InterruptedException {
    if (delayed.test(call)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delay.toMillis()));
    }
    Optional<HeldCall> hold = held.stream().filter(each -> each.takes(call)).findFirst();
    if (hold.isPresent()) {
      hold.get().await();
      held.remove(hold.get());
    }
  }
}
