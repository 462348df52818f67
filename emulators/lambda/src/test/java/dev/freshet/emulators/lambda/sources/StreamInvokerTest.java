package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What happens to a batch: the event a function sees is written as its sequence numbers. */
class StreamInvokerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final FakeQueues queues = new FakeQueues();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final List<List<String>> batches = new ArrayList<>();

  /** What the function says of a batch of these sequence numbers. */
  private interface Verdict {
    String on(List<String> batch);
  }

  @Nested
  class WithoutReports {
    @Test
    void aSuccessEndsTheBatch() throws Exception {
      process(spec(false, false, 3), 3, _ -> "null");

      assertThat(batches).containsExactly(List.of("1", "2", "3"));
    }

    @Test
    void aReportIsNotLookedAt() throws Exception {
      process(spec(false, false, 3), 3, _ -> failed("2"));

      assertThat(batches).hasSize(1);
    }

    @Test
    void anErrorRepeatsTheWholeBatchAsOftenAsConfiguredAndThenDiscardsIt() throws Exception {
      process(spec(false, false, 2), 2, _ -> error());

      assertThat(batches).hasSize(3).containsOnly(List.of("1", "2"));
      assertThat(discarded()).containsExactly("1..2 (2) RetryAttemptsExhausted after 3");
    }

    @Test
    void anErrorWithBisectionSplitsTheBatchUntilThePoisonIsAlone() throws Exception {
      process(spec(true, false, 1), 4, batch -> batch.contains("3") ? error() : "null");

      assertThat(batches)
          .containsExactly(
              List.of("1", "2", "3", "4"),
              List.of("1", "2"),
              List.of("3", "4"),
              List.of("3"),
              List.of("3"),
              List.of("4"));
      assertThat(discarded()).containsExactly("3..3 (1) RetryAttemptsExhausted after 4");
    }

    @Test
    void noRetriesMeansOneAttempt() throws Exception {
      process(spec(false, false, 0), 1, _ -> error());

      assertThat(batches).hasSize(1);
      assertThat(discarded()).hasSize(1);
    }
  }

  @Nested
  class WithReports {
    @Test
    void theBatchGoesOnFromTheFailureWithTheLowestSequenceNumber() throws Exception {
      process(
          spec(false, true, 5),
          4,
          batch -> batch.size() == 4 ? failed("4", "2") : "{\"batchItemFailures\":[]}");

      assertThat(batches).containsExactly(List.of("1", "2", "3", "4"), List.of("2", "3", "4"));
      assertThat(queues.sent()).isEmpty();
    }

    @Test
    void sequenceNumbersAreComparedAsNumbers() throws Exception {
      process(
          spec(false, true, 5),
          11,
          batch -> batch.size() == 11 ? failed("10", "9") : "{\"batchItemFailures\":[]}");

      assertThat(batches.get(1)).containsExactly("9", "10", "11");
    }

    @Test
    void withoutBisectionARecordThatKeepsFailingTakesTheRestWithIt() throws Exception {
      process(spec(false, true, 2), 4, _ -> failed("3"));

      assertThat(batches)
          .containsExactly(List.of("1", "2", "3", "4"), List.of("3", "4"), List.of("3", "4"));
      assertThat(discarded()).containsExactly("3..4 (2) RetryAttemptsExhausted after 3");
    }

    @Test
    void withBisectionItIsIsolatedAndTheRestGoesOn() throws Exception {
      process(
          spec(true, true, 1),
          4,
          batch -> batch.contains("2") ? failed("2") : "{\"batchItemFailures\":[]}");

      assertThat(batches)
          .containsExactly(
              List.of("1", "2", "3", "4"),
              List.of("2", "3", "4"),
              List.of("2"),
              List.of("2"),
              List.of("3", "4"));
      assertThat(discarded()).containsExactly("2..2 (1) RetryAttemptsExhausted after 4");
    }

    @Test
    void aReportOfARecordThatWasNotInTheBatchFailsItAll() throws Exception {
      process(spec(false, true, 1), 2, _ -> failed("7"));

      assertThat(batches).containsExactly(List.of("1", "2"), List.of("1", "2"));
      assertThat(discarded()).containsExactly("1..2 (2) RetryAttemptsExhausted after 2");
    }

    @Test
    void withoutLimitsTheBatchIsRepeatedForADayAndThenGoesOn() throws Exception {
      StreamSourceSpec endless = spec(false, true, Optional.empty(), Optional.empty());
      process(
          endless,
          2,
          _ -> {
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(3)));
            return batches.size() <= 480 ? failed("1") : "{\"batchItemFailures\":[]}";
          });

      assertThat(batches).hasSize(481).containsOnly(List.of("1", "2"));
      assertThat(queues.sent()).isEmpty();
    }

    @Test
    void theLetterSaysThatTheFunctionItselfDidNotFail() throws Exception {
      process(spec(false, true, 0), 1, _ -> failed("1"));

      JsonNode response = letter(queues.sent().getFirst()).path("responseContext");
      assertThat(response.path("statusCode").asInt()).isEqualTo(200);
      assertThat(response.has("functionError")).isFalse();
    }
  }

  @Nested
  class Age {
    @Test
    void discardsRecordsThatAreTooOldUnseen() throws Exception {
      StreamSourceSpec spec =
          spec(false, false, Optional.empty(), Optional.of(Duration.ofSeconds(60)));
      List<StreamItem> items =
          List.of(item(1, NOW.minusSeconds(61)), item(2, NOW.minusSeconds(59)));

      invoker(spec, _ -> "null").process(items);

      assertThat(batches).containsExactly(List.of("2"));
      assertThat(discarded()).containsExactly("1..1 (1) RecordAgeExceeded after 0");
    }

    @Test
    void endsRetriesThatHaveNoOtherEnd() throws Exception {
      StreamSourceSpec spec =
          spec(false, false, Optional.empty(), Optional.of(Duration.ofSeconds(60)));
      StreamInvoker invoker =
          invoker(
              spec,
              _ -> {
                now.updateAndGet(time -> time.plusSeconds(25));
                return error();
              });

      invoker.process(List.of(item(1, NOW)));

      assertThat(batches).hasSize(3);
      assertThat(discarded()).containsExactly("1..1 (1) RecordAgeExceeded after 3");
    }
  }

  @Test
  void theLetterIsTheOneThatLambdaSends() throws Exception {
    process(spec(false, false, 0), 1, _ -> error());

    JsonNode letter = letter(queues.sent().getFirst());
    assertThat(letter.path("requestContext").path("functionArn").asText())
        .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:f");
    assertThat(letter.path("requestContext").path("requestId").asText()).isNotBlank();
    assertThat(letter.path("responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    assertThat(letter.path("version").asText()).isEqualTo("1.0");
    assertThat(letter.path("timestamp").asText()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(letter.path("DDBStreamBatchInfo").toString())
        .isEqualTo(
            "{\"shardId\":\"shard-1\",\"startSequenceNumber\":\"1\",\"endSequenceNumber\":\"1\","
                + "\"approximateArrivalOfFirstRecord\":\"2026-11-21T12:00:00Z\","
                + "\"approximateArrivalOfLastRecord\":\"2026-11-21T12:00:00Z\","
                + "\"batchSize\":1,\"streamArn\":\"arn:stream\"}");
  }

  private void process(StreamSourceSpec spec, int records, Verdict verdict) throws Exception {
    invoker(spec, verdict)
        .process(IntStream.rangeClosed(1, records).mapToObj(n -> item(n, NOW)).toList());
  }

  private StreamInvoker invoker(StreamSourceSpec spec, Verdict verdict) {
    ScriptedFunction function =
        new ScriptedFunction(
            "f",
            (event, _) -> {
              List<String> batch = new ArrayList<>();
              Json.parse(event)
                  .orElseThrow()
                  .path("Records")
                  .forEach(record -> batch.add(record.path("n").asText()));
              batches.add(batch);
              return verdict.on(batch);
            });
    SourceSettings settings =
        new SourceSettings(
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Duration.ofMillis(2));
    return new StreamInvoker(
        spec,
        "shard-1",
        TestFunctions.of(queues.sender(), function),
        queues.sender(),
        settings,
        now::get,
        new Stop());
  }

  private static StreamSourceSpec spec(boolean bisect, boolean report, int retries) {
    return spec(bisect, report, Optional.of(retries), Optional.empty());
  }

  private static StreamSourceSpec spec(
      boolean bisect, boolean report, Optional<Integer> retries, Optional<Duration> age) {
    return new StreamSourceSpec(
        "arn:stream",
        "f",
        100,
        Duration.ZERO,
        1,
        List.of(),
        bisect,
        retries,
        age,
        report,
        true,
        Optional.of(FakeQueues.arn("dead")));
  }

  private static StreamItem item(int number, Instant created) {
    String sequence = Integer.toString(number);
    return new StreamItem(sequence, created, Map.of(), Json.object().put("n", sequence), 10);
  }

  private static String failed(String... ids) {
    List<String> items = new ArrayList<>();
    for (String id : ids) {
      items.add("{\"itemIdentifier\":\"" + id + "\"}");
    }
    return "{\"batchItemFailures\":[" + String.join(",", items) + "]}";
  }

  private static String error() {
    throw new IllegalStateException("poison");
  }

  private List<String> discarded() {
    return queues.sent().stream()
        .map(StreamInvokerTest::letter)
        .map(letter ->
            "%s..%s (%s) %s after %s"
                .formatted(
                    letter.path("DDBStreamBatchInfo").path("startSequenceNumber").asText(),
                    letter.path("DDBStreamBatchInfo").path("endSequenceNumber").asText(),
                    letter.path("DDBStreamBatchInfo").path("batchSize").asText(),
                    letter.path("requestContext").path("condition").asText(),
                    letter.path("requestContext").path("approximateInvokeCount").asText()))
        .toList();
  }

  private static JsonNode letter(SendMessageRequest message) {
    return Json.parse(message.messageBody()).orElseThrow();
  }
}
