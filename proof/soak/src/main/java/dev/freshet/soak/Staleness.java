package dev.freshet.soak;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The time from a change's acknowledgement until the last answer without {@code fresh} that lacked
 * it.
 *
 * @param missed this time for each change that the tier's answers were compared with, sorted, in
 *     nanoseconds; 0 if no answer lacked it
 */
record Staleness(Tier tier, List<Long> missed) {

  Staleness {
    missed = List.copyOf(missed);
  }

  static Staleness of(Tier tier, Stream<Change> changes) {
    return new Staleness(
        tier,
        changes
            .map(change -> change.missedFor(tier))
            .flatMapToLong(OptionalLong::stream)
            .sorted()
            .boxed()
            .toList());
  }

  @Override
  public String toString() {
    List<String> columns =
        List.of(
            tier.toString(),
            Integer.toString(missed.size()),
            Long.toString(missed.stream().filter(each -> each > 0).count()),
            percentile(0.5),
            percentile(0.99),
            percentile(1));
    return "    %-10s %8s %8s %10s %10s %10s".formatted(columns.toArray());
  }

  static String header() {
    return "    %-10s %8s %8s %10s %10s %10s"
        .formatted("from", "changes", "missed", "p50", "p99", "max");
  }

  private String percentile(double share) {
    if (missed.size() == 0) {
      return "-";
    }
    return String.format(
        Locale.ROOT, "%.3f s", Percentile.of(missed, share) / (double) TimeUnit.SECONDS.toNanos(1));
  }
}
