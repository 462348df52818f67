package dev.freshet.lambda.observe;

import dev.freshet.domain.ViewName;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Measurements.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts measurements into CloudWatch's embedded metric format, one line per view measured. */
final class EmbeddedMetrics {

  /** "A target member's array MUST NOT have more than 100 elements." */
  private static final int VALUES_PER_LINE = 100;

  private EmbeddedMetrics() {}

  static List<String> lines(
      String namespace, String function, Instant at, Measurements measurements) {
    List<String> lines = new ArrayList<>();
    measurements
        .byView()
        .forEach((view, metrics) -> {
          Map<String, String> dimensions = new LinkedHashMap<>();
          dimensions.put("function", function);
          view.map(ViewName::value).ifPresent(name -> dimensions.put("view", name));
          for (int from = 0; from < longest(metrics); from += VALUES_PER_LINE) {
            Map<String, Object> line = new LinkedHashMap<>(measurements.properties());
            line.putAll(dimensions);
            line.putAll(document(namespace, dimensions, at, slice(metrics, from)));
            lines.add(Json.write(line));
          }
        });
    return lines;
  }

  private static Map<String, Object> document(
      String namespace, Map<String, String> dimensions, Instant at, Map<String, Series> metrics) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("_aws", metadata(namespace, dimensions, at, metrics));
    metrics.forEach((name, series) -> document.put(name, value(series.values())));
    return document;
  }

  private static Map<String, Object> metadata(
      String namespace, Map<String, String> dimensions, Instant at, Map<String, Series> metrics) {
    List<Map<String, String>> definitions =
        metrics.entrySet().stream()
            .map(metric -> Map.of("Name", metric.getKey(), "Unit", metric.getValue().unit().name()))
            .toList();
    return Map.of(
        "Timestamp",
        at.toEpochMilli(),
        "CloudWatchMetrics",
        List.of(
            Map.of(
                "Namespace",
                namespace,
                "Dimensions",
                List.of(List.copyOf(dimensions.keySet())),
                "Metrics",
                definitions)));
  }

  private static Object value(List<Double> values) {
    return values.size() == 1 ? values.getFirst() : values;
  }

  private static int longest(Map<String, Series> metrics) {
    return metrics.values().stream().mapToInt(series -> series.values().size()).max().orElse(0);
  }

  private static Map<String, Series> slice(Map<String, Series> metrics, int from) {
    Map<String, Series> slice = new LinkedHashMap<>();
    metrics.forEach((name, series) ->
        Optional.of(series.values())
            .filter(values -> values.size() > from)
            .map(values -> values.subList(from, Math.min(values.size(), from + VALUES_PER_LINE)))
            .ifPresent(values -> slice.put(name, new Series(series.unit(), values))));
    return slice;
  }
}
