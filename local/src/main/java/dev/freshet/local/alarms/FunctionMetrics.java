package dev.freshet.local.alarms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.emulators.cloudwatch.MetricId;
import dev.freshet.emulators.cloudwatch.MetricStore;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
import dev.freshet.emulators.lambda.functions.InvocationListener;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What Lambda and API Gateway would measure of an invocation: errors, throttles, the age of stream
 * records, and the API's answers with 5xx, as far as functions make them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda's
 *     metrics</a>
 */
final class FunctionMetrics implements InvocationListener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MetricStore store;
  private final Map<String, String> api;
  private final InstantSource clock;

  /**
   * Makes one.
   *
   * @param api the dimensions of the API's metrics
   */
  FunctionMetrics(MetricStore store, Map<String, String> api, InstantSource clock) {
    this.store = store;
    this.api = api;
    this.clock = clock;
  }

  @Override
  public void ended(FunctionSpec function, String event, InvokeResult result, Duration took) {
    JsonNode sent = parse(event);
    record(function, "Errors", result instanceof InvokeResult.FunctionError ? 1 : 0);
    record(function, "Throttles", result instanceof InvokeResult.Throttled ? 1 : 0);
    age(sent).ifPresent(age -> record(function, "IteratorAge", age.toNanos() / 1e6));
    if (sent.has("httpMethod")) {
      record(new MetricId("AWS/ApiGateway", "5XXError", api), failed(result) ? 1 : 0);
    }
  }

  private static boolean failed(InvokeResult result) {
    return switch (result) {
      case InvokeResult.Success(String _, String payload) ->
          parse(payload).path("statusCode").asInt() >= 500;
      case InvokeResult.FunctionError _, InvokeResult.Throttled _ -> true;
    };
  }

  /** Of the last record of a stream's batch. */
  private Optional<Duration> age(JsonNode event) {
    JsonNode records = event.path("Records");
    JsonNode created =
        records.path(records.size() - 1).path("dynamodb").path("ApproximateCreationDateTime");
    return created.isNumber()
        ? Optional.of(Duration.between(Instant.ofEpochSecond(created.asLong()), clock.instant()))
        : Optional.empty();
  }

  private void record(FunctionSpec function, String metric, double value) {
    record(new MetricId("AWS/Lambda", metric, Map.of("FunctionName", function.name())), value);
  }

  private void record(MetricId metric, double value) {
    store.record(metric, value, clock.instant());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
