package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamoDbStreamSourceIT {
  private static final StreamedTable DATABASE = new StreamedTable();

  private final FakeQueues queues = new FakeQueues();
  private final List<AutoCloseable> started = new ArrayList<>();
  private String table = "";

  @AfterAll
  static void stop() {
    DATABASE.close();
  }

  @BeforeEach
  void createTable() {
    table = DATABASE.create();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  @Test
  void aFunctionGetsEachChangeAsTheEventOfAStream() {
    ScriptedFunction function = start(spec(), ScriptedFunction.silent("f"));

    DATABASE.put(table, "USER#a", "PROFILE", "one");
    DATABASE.put(table, "USER#a", "PROFILE", "two");
    await().until(() -> values(function).equals(List.of("one", "two")));

    JsonNode record = records(function).getLast();
    assertThat(record.path("eventName").asText()).isEqualTo("MODIFY");
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:dynamodb");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(DATABASE.streamArn(table));
    JsonNode change = record.path("dynamodb");
    assertThat(change.path("Keys").path("sk").path("S").asText()).isEqualTo("PROFILE");
    assertThat(change.path("OldImage").path("value").path("S").asText()).isEqualTo("one");
    assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
    assertThat(change.path("ApproximateCreationDateTime").isIntegralNumber()).isTrue();
  }

  @Test
  void theEventIsWhatTheEventLibraryReads() {
    ScriptedFunction function = start(spec(), ScriptedFunction.silent("f"));
    DATABASE.put(table, "USER#a", "PROFILE", "one");
    await().until(() -> !function.events().isEmpty());

    DynamodbEvent event =
        LambdaEventSerializers.serializerFor(DynamodbEvent.class, getClass().getClassLoader())
            .fromJson(function.events().getFirst());

    assertThat(event.getRecords()).hasSize(1);
    assertThat(event.getRecords().getFirst().getDynamodb().getNewImage().values())
        .extracting(value -> value.getS())
        .contains("one");
    assertThat(event.getRecords().getFirst().getDynamodb().getApproximateCreationDateTime())
        .isNotNull();
  }

  @Test
  void aSourceThatStartsAtTheLatestSeesNothingOlder() {
    DATABASE.put(table, "USER#a", "PROFILE", "old");
    ScriptedFunction function = start(latest(), ScriptedFunction.silent("f"));

    DATABASE.put(table, "USER#a", "PROFILE", "new");

    await().until(() -> !function.events().isEmpty());
    assertThat(values(function)).containsExactly("new");
  }

  @Test
  void aSourceThatStartsAtTheHorizonSeesEverything() {
    DATABASE.put(table, "USER#a", "PROFILE", "old");
    ScriptedFunction function = start(spec(), ScriptedFunction.silent("f"));

    await().until(() -> values(function).equals(List.of("old")));
  }

  @Test
  void aBatchHoldsNoMoreThanItsSize() {
    IntStream.range(0, 7).forEach(i -> DATABASE.put(table, "USER#a", "ORDER#" + i, "v" + i));
    ScriptedFunction function = start(with(3, Duration.ZERO), ScriptedFunction.silent("f"));

    await().until(() -> values(function).size() == 7);
    assertThat(sizes(function)).containsExactly(3, 3, 1);
  }

  @Test
  void aBatchingWindowGathersRecordsUntilTheBatchIsFull() {
    ScriptedFunction function = start(with(5, Duration.ofMinutes(1)), ScriptedFunction.silent("f"));

    IntStream.range(0, 5).forEach(i -> DATABASE.put(table, "USER#a", "ORDER#" + i, "v" + i));

    await().until(() -> values(function).size() == 5);
    assertThat(function.events()).hasSize(1);
  }

  @Test
  void aBatchThatStaysSmallGoesWhenTheWindowEnds() {
    ScriptedFunction function = start(with(5, Duration.ofSeconds(1)), ScriptedFunction.silent("f"));

    DATABASE.put(table, "USER#a", "PROFILE", "one");

    await().until(() -> values(function).equals(List.of("one")));
  }

  @Test
  void anErrorHoldsLaterRecordsBackUntilTheBatchSucceeds() {
    List<String> failures = new CopyOnWriteArrayList<>(List.of("1", "2", "3"));
    ScriptedFunction function =
        start(
            with(1, Duration.ZERO),
            new ScriptedFunction(
                "f",
                (_, _) -> {
                  if (!failures.isEmpty()) {
                    failures.removeFirst();
                    throw new IllegalStateException("not yet");
                  }
                  return "null";
                }));

    DATABASE.put(table, "USER#a", "ORDER#1", "first");
    DATABASE.put(table, "USER#a", "ORDER#2", "second");

    await().until(() -> values(function).contains("second"));
    assertThat(values(function)).containsExactly("first", "first", "first", "first", "second");
  }

  @Test
  void aPoisonRecordIsIsolatedAndReportedAndTheNextRecordsGoOn() {
    IntStream.range(0, 6).forEach(i -> DATABASE.put(table, "USER#a", "ORDER#" + i, "v" + i));
    StreamSourceSpec spec =
        new StreamSourceSpec(
            DATABASE.streamArn(table),
            "f",
            100,
            Duration.ZERO,
            1,
            List.of(),
            true,
            Optional.of(2),
            Optional.empty(),
            true,
            true,
            Optional.of(FakeQueues.arn("dead")));
    ScriptedFunction function = start(spec, new ScriptedFunction("f", (e, _) -> failing("v3", e)));

    await().until(() -> queues.sent().size() == 1 && values(function).contains("v5"));
    JsonNode record = Json.parse(queues.sent().getFirst().messageBody()).orElseThrow();
    assertThat(record.path("requestContext").path("condition").asText())
        .isEqualTo("RetryAttemptsExhausted");
    JsonNode info = record.path("DDBStreamBatchInfo");
    assertThat(info.path("batchSize").asInt()).isEqualTo(1);
    assertThat(info.path("streamArn").asText()).isEqualTo(DATABASE.streamArn(table));
    assertThat(info.path("startSequenceNumber").asText()).isEqualTo(sequenceOf("v3", function));
    assertThat(lastSucceeded(function)).containsExactly("v4", "v5");
  }

  private static List<String> lastSucceeded(ScriptedFunction function) {
    return function.events().stream()
        .map(DynamoDbStreamSourceIT::valuesOf)
        .filter(values -> !values.contains("v3"))
        .flatMap(List::stream)
        .filter(value -> value.compareTo("v3") > 0)
        .toList();
  }

  /** Reports the first record of this value as failed, as a careful handler does. */
  private static String failing(String value, String event) {
    for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
      JsonNode change = record.path("dynamodb");
      if (change.path("NewImage").path("value").path("S").asText().equals(value)) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
            .formatted(change.path("SequenceNumber").asText());
      }
    }
    return "{\"batchItemFailures\":[]}";
  }

  private String sequenceOf(String value, ScriptedFunction function) {
    return records(function).stream()
        .map(record -> record.path("dynamodb"))
        .filter(change -> change.path("NewImage").path("value").path("S").asText().equals(value))
        .map(change -> change.path("SequenceNumber").asText())
        .findFirst()
        .orElseThrow();
  }

  private StreamSourceSpec spec() {
    return with(100, Duration.ZERO);
  }

  private StreamSourceSpec with(int batchSize, Duration window) {
    return new StreamSourceSpec(
        DATABASE.streamArn(table),
        "f",
        batchSize,
        window,
        1,
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        true,
        Optional.empty());
  }

  private StreamSourceSpec latest() {
    return new StreamSourceSpec(
        DATABASE.streamArn(table),
        "f",
        100,
        Duration.ZERO,
        1,
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty());
  }

  private ScriptedFunction start(StreamSourceSpec spec, ScriptedFunction function) {
    Functions functions = TestFunctions.of(queues.sender(), function);
    SourceSettings settings =
        new SourceSettings(
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(10),
            Duration.ofMillis(50));
    DynamoDbStreamSource source =
        new DynamoDbStreamSource(
            spec, DATABASE.streams(), functions, queues.sender(), settings, Clock.systemUTC());
    source.start();
    started.add(source);
    started.add(functions);
    return function;
  }

  private static List<JsonNode> records(ScriptedFunction function) {
    List<JsonNode> records = new ArrayList<>();
    for (String event : function.events()) {
      Json.parse(event).orElseThrow().path("Records").forEach(records::add);
    }
    return records;
  }

  private static List<String> values(ScriptedFunction function) {
    return function.events().stream().flatMap(event -> valuesOf(event).stream()).toList();
  }

  private static List<String> valuesOf(String event) {
    List<String> values = new ArrayList<>();
    Json.parse(event)
        .orElseThrow()
        .path("Records")
        .forEach(record ->
            values.add(record.path("dynamodb").path("NewImage").path("value").path("S").asText()));
    return values;
  }

  private static List<Integer> sizes(ScriptedFunction function) {
    return function.events().stream().map(event -> valuesOf(event).size()).toList();
  }
}
