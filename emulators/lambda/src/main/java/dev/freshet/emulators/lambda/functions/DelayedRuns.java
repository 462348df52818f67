package dev.freshet.emulators.lambda.functions;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts work on a thread of its own after a delay. Thread-safe. */
public final class DelayedRuns implements AutoCloseable {
  private final String name;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * Makes a timer.
   *
   * @param name of its threads
   */
  public DelayedRuns(String name) {
    this.name = name;
    timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name(name).factory());
  }

  /** Starts {@code work} after the delay, unless this is closed by then. */
  public void run(Duration delay, Runnable work) {
    if (delay.isZero() && !timer.isShutdown()) {
      start(work);
      return;
    }
    try {
      ScheduledFuture<?> _ =
          timer.schedule(() -> start(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      if (!timer.isShutdown()) {
        throw e;
      }
    }
  }

  /** Drops what waits; what runs already goes on. */
  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void start(Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
