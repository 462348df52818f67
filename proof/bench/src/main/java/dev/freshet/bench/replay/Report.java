package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import java.util.Map;

/** The text of a run. */
final class Report {
  private static final String COLUMNS =
      "%-18s %8s %7s %7s %6s %6s %6s | %9s %6s %6s %8s %7s | %6s %6s %6s | %6s %6s %6s %6s %5s%n";

  private Report() {}

  static String header() {
    return COLUMNS.formatted(
        "", "$ total", "origin", "purges", "DynDB", "Redis", "queue", "answers", "edge%", "redis%",
        "loads", "grants", "purges", "paid", "uncr.", "stale", "p50 s", "p99 s", "max s", "late");
  }

  static String row(String label, Outcome outcome) {
    Bill bill = outcome.bill();
    Counts counts = outcome.counts();
    Staleness.Summary stale = outcome.staleness();
    return COLUMNS.formatted(
        label,
        dollars(bill.total()),
        dollars(bill.origin()),
        dollars(bill.purges()),
        dollars(bill.dynamoDb()),
        dollars(bill.redis()),
        dollars(bill.queue()),
        counts.get(Kind.ORIGIN_ANSWERS),
        percent(outcome.edgeHits()),
        percent(outcome.redisHits()),
        counts.get(Kind.TABLE_LOADS),
        counts.get(Kind.GRANTS),
        outcome.purges(),
        outcome.paidPurges(),
        counts.get(Kind.UNCREDITED),
        stale.count(),
        seconds(stale.median()),
        seconds(stale.percentile99()),
        seconds(stale.most()),
        stale.late());
  }

  /** Freshet compared with the rivals. */
  static String verdict(Map<Rival, Outcome> outcomes, Rival freshet) {
    Comparison comparison = Comparison.of(outcomes, freshet, Bill::total);
    Comparison withQueue = Comparison.of(outcomes, freshet, Bill::withQueue);
    return "freshet costs %.2f x the cheapest rival (%s), %.2f x a purge for each write, %.2f x the clairvoyant; with the queue %.2f, %.2f%n"
        .formatted(
            comparison.toCheapest(),
            comparison.cheapest().label,
            comparison.toEachWrite(),
            comparison.toClairvoyant(),
            withQueue.toCheapest(),
            withQueue.toClairvoyant());
  }

  private static String dollars(double value) {
    return "%.3f".formatted(value);
  }

  private static String percent(double share) {
    return "%.1f".formatted(100 * share);
  }

  private static String seconds(long millis) {
    return "%.1f".formatted(millis / 1_000.0);
  }
}
