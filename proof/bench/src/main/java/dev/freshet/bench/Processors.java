package dev.freshet.bench;

import java.time.Duration;

/**
 * Processor time used so far. On a busy machine it says more than the time that passed.
 *
 * @param own of this process
 * @param children of the servers that it started
 */
public record Processors(Duration own, Duration children) {

  /** Since the programs started. */
  public static Processors used() {
    return new Processors(
        used(ProcessHandle.current()),
        ProcessHandle.current()
            .descendants()
            .map(Processors::used)
            .reduce(Duration.ZERO, Duration::plus));
  }

  /** Between an earlier time and this one. */
  public Processors since(Processors earlier) {
    return new Processors(own.minus(earlier.own), children.minus(earlier.children));
  }

  /** Both together. */
  public Processors plus(Processors other) {
    return new Processors(own.plus(other.own), children.plus(other.children));
  }

  /** Of this process, for each of so many operations. */
  public double ownMicros(long operations) {
    return own.toNanos() / 1e3 / operations;
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
