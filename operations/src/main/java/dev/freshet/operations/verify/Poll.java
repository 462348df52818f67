package dev.freshet.operations.verify;

import dev.freshet.operations.OperationFailedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again, ten times a second. */
record Poll(InstantSource clock) {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Looks once; true to stop. */
  interface Look {
    boolean enough() throws OperationFailedException, IOException, InterruptedException;
  }

  /** Returns whether there was enough before this time. */
  boolean until(Instant end, Look look)
      throws OperationFailedException, IOException, InterruptedException {
    while (clock.instant().isBefore(end)) {
      if (look.enough()) {
        return true;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return false;
  }
}
