package dev.freshet.lambda.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.ViewName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Holds the lines against the rules of <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 * specification</a>.
 */
class EmbeddedMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.123Z");
  private static final ViewName ORDERS = new ViewName("orders");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Metrics metrics =
      new Metrics("Freshet", "OrdersHandler", InstantSource.fixed(NOW), lines::add);

  @Test
  void anInvocationIsOneLineOfTheFunctionAndOneOfEachView() {
    try (Measurements measurements = metrics.begin()) {
      measurements.property("correlationId", "c-1");
      measurements.count("Status2xx");
      measurements.duration("Duration", Duration.ofNanos(1_500_000));
      measurements.count(ORDERS, "CacheHit");
      measurements.count(ORDERS, "CacheHit", 2);
    }

    assertThat(lines).hasSize(2).allSatisfy(EmbeddedMetricsTest::followsTheSpecification);
    JsonNode function = parse(lines.getFirst());
    assertThat(function.at("/Status2xx").asDouble()).isEqualTo(1);
    assertThat(function.at("/Duration").asDouble()).isEqualTo(1.5);
    assertThat(function.at("/function").asText()).isEqualTo("OrdersHandler");
    assertThat(function.at("/correlationId").asText()).isEqualTo("c-1");
    assertThat(function.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[\"function\"]]");
    JsonNode view = parse(lines.getLast());
    assertThat(view.at("/CacheHit").asDouble()).isEqualTo(3);
    assertThat(view.at("/view").asText()).isEqualTo("orders");
    assertThat(view.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
        .isEqualTo("[[\"function\",\"view\"]]");
  }

  @Test
  void valuesBeyondAHundredGoOnInTheNextLine() {
    try (Measurements measurements = metrics.begin()) {
      for (int i = 0; i < 250; i++) {
        measurements.duration("Load", Duration.ofMillis(i));
      }
      measurements.count("Records", 250);
    }

    assertThat(lines).hasSize(3).allSatisfy(EmbeddedMetricsTest::followsTheSpecification);
    assertThat(lines.stream().map(line -> parse(line).get("Load").size()))
        .containsExactly(100, 100, 50);
    assertThat(lines.stream().filter(line -> line.contains("Records"))).hasSize(1);
  }

  @Test
  void nothingMeasuredIsNothingWritten() {
    metrics.begin().close();

    assertThat(lines).isEmpty();
  }

  @Test
  void closingTwiceWritesOnce() {
    Measurements measurements = metrics.begin();
    measurements.count("Once");
    measurements.close();
    measurements.close();

    assertThat(lines).hasSize(1);
  }

  @Test
  void oneMetricHasOneUnit() {
    Measurements measurements = metrics.begin();
    measurements.count("Load");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> measurements.duration("Load", Duration.ofMillis(1)));
  }

  @Test
  void invocationsAtTheSameTimeDoNotMix() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 1; i <= 200; i++) {
        int number = i;
        threads.execute(() -> {
          try (Measurements measurements = metrics.begin()) {
            measurements.property("number", Integer.toString(number));
            measurements.count("Number", number);
          }
        });
      }
    }

    assertThat(lines)
        .hasSize(200)
        .map(EmbeddedMetricsTest::parse)
        .allSatisfy(
            line -> assertThat(line.get("number").asInt()).isEqualTo(line.get("Number").asInt()));
  }

  private static void followsTheSpecification(String line) {
    JsonNode root = parse(line);
    assertThat(line).doesNotContain("\n");
    assertThat(fields(root.get("_aws"))).containsOnly("Timestamp", "CloudWatchMetrics");
    assertThat(root.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    for (JsonNode directive : root.at("/_aws/CloudWatchMetrics")) {
      assertThat(fields(directive)).containsOnly("Namespace", "Dimensions", "Metrics");
      assertThat(directive.get("Namespace").textValue()).isEqualTo("Freshet");
      directive.get("Dimensions").forEach(set -> isDimensionSet(set, root));
      assertThat(directive.get("Metrics").size()).isBetween(1, 100);
      directive.get("Metrics").forEach(metric -> isMetric(metric, root));
    }
  }

  private static void isDimensionSet(JsonNode set, JsonNode root) {
    assertThat(set.size()).isBetween(1, 30);
    set.forEach(name -> assertThat(root.get(name.textValue()).isTextual()).isTrue());
  }

  private static void isMetric(JsonNode metric, JsonNode root) {
    assertThat(fields(metric)).containsOnly("Name", "Unit");
    assertThat(Set.of("Count", "Milliseconds")).contains(metric.get("Unit").textValue());
    JsonNode value = root.get(metric.get("Name").textValue());
    List<JsonNode> values = new ArrayList<>();
    (value.isArray() ? value : List.of(value)).forEach(values::add);
    assertThat(values).hasSizeBetween(1, 100).allMatch(JsonNode::isNumber);
  }

  private static List<String> fields(JsonNode node) {
    return StreamSupport.stream(node.properties().spliterator(), false)
        .map(field -> field.getKey())
        .toList();
  }

  private static JsonNode parse(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("not JSON: " + line, malformed);
    }
  }
}
