package dev.freshet.checker.search;

import java.time.Duration;

/** Measures the time since its creation. */
final class Stopwatch {
  private final long start = System.nanoTime();
  private final Duration processorStart = processorTotal();

  /** Wall-clock time. */
  Duration taken() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Processor time of the whole process; zero if the system does not report it. */
  Duration processorTime() {
    return processorTotal().minus(processorStart);
  }

  private static Duration processorTotal() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
