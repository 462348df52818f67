package dev.freshet.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Adds up the functions' metrics from the lines in which they are written: sums of counts, the last
 * values of times. Thread-safe.
 */
public final class Tally implements Consumer<String> {
  /** Of each metric: enough for a 99th percentile. */
  private static final int TIMES = 500;

  /** Far more than there are metrics and views. */
  private static final int MOST_NAMES = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Double> sums = new HashMap<>();
  private final Map<String, Double> last = new HashMap<>();
  private final Map<String, Deque<Double>> times = new HashMap<>();
  private final Map<String, Long> lastAt = new HashMap<>();

  /** A line of a function's output; any other than metrics is passed over. */
  @Override
  public void accept(String line) {
    if (line.contains("\"_aws\"")) {
      try {
        add(JSON.readTree(line));
      } catch (JsonProcessingException notMetrics) {
        // a log line that quotes one
      }
    }
  }

  private synchronized void add(JsonNode line) {
    long at = line.at("/_aws/Timestamp").asLong();
    String view = line.path("view").asText("");
    for (JsonNode metric : line.at("/_aws/CloudWatchMetrics/0/Metrics")) {
      String name = metric.path("Name").asText();
      String key = view.isEmpty() ? name : name + " " + view;
      if (sums.size() < MOST_NAMES || sums.containsKey(key)) {
        boolean time = metric.path("Unit").asText().equals("Milliseconds");
        values(line.path(name)).forEach(value -> add(key, value, time, at));
      }
    }
  }

  private void add(String key, double value, boolean time, long at) {
    sums.merge(key, value, Double::sum);
    last.put(key, value);
    if (value > 0) {
      lastAt.put(key, at);
    }
    if (time) {
      Deque<Double> values = times.computeIfAbsent(key, _ -> new ArrayDeque<>());
      values.add(value);
      if (values.size() > TIMES) {
        values.remove();
      }
    }
  }

  private static List<Double> values(JsonNode node) {
    List<Double> values = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(each -> values.add(each.asDouble()));
    } else {
      values.add(node.asDouble());
    }
    return values;
  }

  /** What was counted of a metric, all views together. */
  synchronized long sum(String metric) {
    return Math.round(
        sums.entrySet().stream()
            .filter(each -> each.getKey().equals(metric) || each.getKey().startsWith(metric + " "))
            .mapToDouble(Map.Entry::getValue)
            .sum());
  }

  /** What was counted of a metric of one view. */
  synchronized long sum(String metric, String view) {
    return Math.round(sums.getOrDefault(metric + " " + view, 0.0));
  }

  /** The value that was written last. */
  synchronized long last(String metric) {
    return Math.round(last.getOrDefault(metric, 0.0));
  }

  /** When a metric was last above zero, in epoch milliseconds; 0: never. */
  synchronized long lastAt(String metric) {
    return lastAt.entrySet().stream()
        .filter(each -> each.getKey().equals(metric) || each.getKey().startsWith(metric + " "))
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** Sums of the metrics of this prefix that are above zero, by the rest of their names. */
  synchronized Map<String, Long> sums(String prefix) {
    Map<String, Long> found = new TreeMap<>();
    sums.forEach((key, sum) -> {
      String name = key.split(" ", 2)[0];
      if (name.startsWith(prefix) && sum > 0) {
        found.merge(name.substring(prefix.length()), Math.round(sum), Long::sum);
      }
    });
    return found;
  }

  /** Percentiles of the last values. */
  synchronized Percentiles percentiles(String metric) {
    return Percentiles.of(
        times.getOrDefault(metric, new ArrayDeque<>()).stream()
            .mapToDouble(each -> each)
            .toArray());
  }

  /** Of some milliseconds. */
  record Percentiles(int count, double p50, double p95, double p99) {
    static Percentiles of(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
    }

    private static double at(double[] sorted, double part) {
      return sorted.length == 0
          ? 0
          : sorted[Math.min(sorted.length - 1, (int) Math.floor(sorted.length * part))];
    }
  }
}
