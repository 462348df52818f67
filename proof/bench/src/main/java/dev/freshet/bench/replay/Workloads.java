package dev.freshet.bench.replay;

import java.time.Duration;
import java.util.List;

/** The replayed workloads. */
final class Workloads {
  /** All workloads of {@code docs/performance.md}. */
  static final List<Workload> ALL =
      List.of(
          People.HUMAN,
          People.CARD_HEAVY,
          new Items("read-mostly", 300, 200_000, 0.0002, true),
          new Items("hot", 20, 200_000, 0.001, false),
          new Items("middling", 100, 200_000, 0.003, false),
          new Bursts("burst-60", 60, Duration.ofSeconds(6), Duration.ofSeconds(600)),
          new Bursts("burst-200", 200, Duration.ofSeconds(20), Duration.ofSeconds(900)));

  private Workloads() {}
}
