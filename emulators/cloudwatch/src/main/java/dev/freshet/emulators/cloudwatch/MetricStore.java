package dev.freshet.emulators.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The values of the last hours, by metric and second. Thread-safe. */
public final class MetricStore {
  /** Longer than any alarm looks back. */
  private static final Duration KEPT = Duration.ofHours(2);

  private final Map<MetricId, NavigableMap<Long, List<Double>>> values = new HashMap<>();

  public synchronized void record(MetricId metric, double value, Instant at) {
    NavigableMap<Long, List<Double>> seconds = values.computeIfAbsent(metric, _ -> new TreeMap<>());
    seconds.computeIfAbsent(at.getEpochSecond(), _ -> new ArrayList<>()).add(value);
    seconds.headMap(at.minus(KEPT).getEpochSecond()).clear();
  }

  /** The values from {@code from}, included, to {@code to}, excluded. */
  synchronized List<Double> between(MetricId metric, Instant from, Instant to) {
    return values
        .getOrDefault(metric, new TreeMap<>())
        .subMap(from.getEpochSecond(), to.getEpochSecond())
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
