package dev.freshet.invalidator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.Metrics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Keeps the metrics that a handler writes, to be asked for. */
public final class Written {
  private final List<String> lines = new ArrayList<>();

  public Metrics metrics(InstantSource clock) {
    return new Metrics("Test", "function", clock, lines::add);
  }

  public List<JsonNode> lines() {
    return lines.stream().map(line -> Json.read(line, JsonNode.class)).toList();
  }

  /** The sum of a metric over all views and invocations; zero if it was never written. */
  public double sum(String metric) {
    return lines().stream().map(line -> line.path(metric)).mapToDouble(Written::sum).sum();
  }

  /** A metric of which several values were taken is an array. */
  private static double sum(JsonNode values) {
    return values.isArray()
        ? values.valueStream().mapToDouble(JsonNode::asDouble).sum()
        : values.asDouble();
  }
}
