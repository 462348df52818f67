package dev.freshet.bench;

import java.time.Duration;

/**
 * Processor time used so far. It depends less on other load than wall-clock time.
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

  /** This process's time per operation. */
  public double ownMicros(long operations) {
    return own.toNanos() / 1e3 / operations;
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
