package dev.freshet.emulators.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads metrics from lines of a log, as CloudWatch Logs does. Lines without metrics are passed
 * over.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     specification</a>
 */
public final class EmbeddedMetricFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EmbeddedMetricFormat() {}

  /** Records what one line says. */
  public static void read(String line, MetricStore store) {
    if (line.contains("\"CloudWatchMetrics\"")) {
      JsonNode document = parse(line);
      Instant at = Instant.ofEpochMilli(document.path("_aws").path("Timestamp").asLong());
      for (JsonNode directive : document.path("_aws").path("CloudWatchMetrics")) {
        for (JsonNode names : directive.path("Dimensions")) {
          record(document, directive, dimensions(document, names), at, store);
        }
      }
    }
  }

  private static void record(
      JsonNode document,
      JsonNode directive,
      Map<String, String> dimensions,
      Instant at,
      MetricStore store) {
    for (JsonNode metric : directive.path("Metrics")) {
      String name = metric.path("Name").asText();
      MetricId id = new MetricId(directive.path("Namespace").asText(), name, dimensions);
      JsonNode value = document.path(name);
      if (value.isArray()) {
        value.forEach(each -> store.record(id, each.asDouble(), at));
      } else if (value.isNumber()) {
        store.record(id, value.asDouble(), at);
      }
    }
  }

  private static Map<String, String> dimensions(JsonNode document, JsonNode names) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    names.forEach(name -> dimensions.put(name.asText(), document.path(name.asText()).asText()));
    return dimensions;
  }

  /** A log line may mention the word and be something else. */
  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
