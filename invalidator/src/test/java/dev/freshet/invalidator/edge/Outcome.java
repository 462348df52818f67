package dev.freshet.invalidator.edge;

import java.time.Duration;
import java.util.List;

/**
 * What a day came to.
 *
 * @param withCards pages that show cards of others
 * @param stalenessMillis of each answer that did not show a commit: how long that was ago
 */
record Outcome(Tally own, Tally withCards, long writes, long purges, List<Long> stalenessMillis) {
  /** Reads, and how many of them the edge answered. */
  record Tally(long reads, long fromEdge) {
    Tally and(boolean hit) {
      return new Tally(reads + 1, fromEdge + (hit ? 1 : 0));
    }

    Tally since(Tally before) {
      return new Tally(reads - before.reads, fromEdge - before.fromEdge);
    }

    double shareFromEdge() {
      return (double) fromEdge / reads;
    }

    private long calls() {
      return reads - fromEdge;
    }
  }

  /** Of one item, past the thousand that are free. */
  private static final double DOLLARS_PER_PURGE = 0.005;

  /** API Gateway, Lambda and its time, as in the operators' guide. */
  private static final double DOLLARS_PER_CALL = 4.0 / 1_000_000;

  /** How many answers did not show a commit of so long ago. */
  long olderThan(Duration age) {
    return stalenessMillis.stream().filter(millis -> millis > age.toMillis()).count();
  }

  String row(String name) {
    return "%-22s %8d %8.1f %% %8.1f %% %9d %9.2f %9.2f %9d %7d %7d %7d"
        .formatted(
            name,
            writes,
            100 * own.shareFromEdge(),
            100 * withCards.shareFromEdge(),
            purges,
            purges * DOLLARS_PER_PURGE,
            (own.calls() + withCards.calls()) * DOLLARS_PER_CALL,
            stalenessMillis.size(),
            Replay.percentile(stalenessMillis, 0.5),
            Replay.percentile(stalenessMillis, 0.99),
            Replay.percentile(stalenessMillis, 1));
  }

  static String header() {
    return "%-22s %8s %10s %10s %9s %9s %9s %9s %7s %7s %7s"
        .formatted(
            "",
            "writes",
            "from edge",
            "w. cards",
            "purges",
            "$ purges",
            "$ calls",
            "stale",
            "p50 ms",
            "p99 ms",
            "max ms");
  }
}
