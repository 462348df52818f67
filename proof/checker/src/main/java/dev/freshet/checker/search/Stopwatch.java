package dev.freshet.checker.search;

import java.time.Duration;

/** Measures from when it was made. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private final Duration processorStart = processorTotal();

  /** By the clock on the wall. */
  Duration taken() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Of the whole process on all processors. Zero where the system does not tell. */
  Duration processorTime() {
    return processorTotal().minus(processorStart);
  }

  private static Duration processorTotal() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
