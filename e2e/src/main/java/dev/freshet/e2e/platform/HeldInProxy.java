package dev.freshet.e2e.platform;

import dev.freshet.local.system.HeldCall;
import java.time.Duration;

/** An answer of the table that the proxy before it keeps back. */
record HeldInProxy(HeldCall call, Duration patience) implements Platform.HeldLoad {

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
