package dev.freshet.bench;

import java.time.Duration;

/**
 * Processor time used so far. On a busy machine it says more than the time that passed.
 *
 * @param own of this process
 * @param children of the servers that it started
 */
record Processors(Duration own, Duration children) {

  static Processors used() {
    return new Processors(
        used(ProcessHandle.current()),
        ProcessHandle.current()
            .descendants()
            .map(Processors::used)
            .reduce(Duration.ZERO, Duration::plus));
  }

  Processors since(Processors earlier) {
    return new Processors(own.minus(earlier.own), children.minus(earlier.children));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
