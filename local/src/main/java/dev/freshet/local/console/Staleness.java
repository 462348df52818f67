package dev.freshet.local.console;

import dev.freshet.local.console.Tally.Percentiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How old what users saw was: for each read, the time since the first change that it may lack. */
final class Staleness {
  private Staleness() {}

  /** Of all reads whose load is known; 0 for one that lacks nothing. */
  static Percentiles of(List<Read> reads, List<Change> changes) {
    Map<String, List<Change>> byView = new HashMap<>();
    changes.forEach(change ->
        change.steps().stream()
            .filter(step -> step.kind().equals("PUBLISHED"))
            .flatMap(step -> step.details().stream())
            .forEach(view ->
                byView
                    .computeIfAbsent(change.user() + " " + view, _ -> new java.util.ArrayList<>())
                    .add(change)));
    return Percentiles.of(
        reads.stream()
            .filter(read -> read.loadedAt() != null)
            .mapToDouble(read ->
                millis(read, byView.getOrDefault(read.user() + " " + read.view(), List.of())))
            .toArray());
  }

  private static long millis(Read read, List<Change> changes) {
    long loadedAt = read.loadedAt() == null ? 0 : read.loadedAt();
    return changes.stream()
        .filter(change -> change.at() > loadedAt && change.at() < read.at())
        .mapToLong(change -> read.at() - change.at())
        .max()
        .orElse(0);
  }
}
