package dev.freshet.e2e.platform;

import dev.freshet.domain.ItemKey;
import dev.freshet.local.dynamodb.HeldCall;
import dev.freshet.local.dynamodb.TableFaults;
import java.time.Duration;

/** An answer of the table that the proxy delays. */
public record HeldInProxy(HeldCall call, Duration patience) implements Platform.HeldLoad {

  /** Holds the answer to the next read of this item. */
  public static HeldInProxy next(ItemKey item, TableFaults faults, Duration patience) {
    return new HeldInProxy(
        faults.holdNext(call ->
            call.reads() && call.mentions(item.partitionKey()) && call.mentions(item.sortKey())),
        patience);
  }

  @Override
  public void awaitArrival() {
    try {
      if (!call.awaitArrival(patience)) {
        throw new AssertionError("no read of the item came within " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a read", e);
    }
  }

  @Override
  public void close() {
    call.close();
  }
}
