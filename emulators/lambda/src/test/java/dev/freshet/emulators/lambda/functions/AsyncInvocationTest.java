package dev.freshet.emulators.lambda.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class AsyncInvocationTest {
  private final FakeQueues queues = new FakeQueues();
  private final AtomicInteger failures = new AtomicInteger();
  private final ScriptedFunction function =
      new ScriptedFunction(
          "f",
          (event, _) -> {
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("not now");
            }
            return "{\"got\":" + event + "}";
          });

  @Nested
  class ASuccess {
    @Test
    void goesToItsDestinationAsLambdasRecord() {
      Functions functions = functions(2, Optional.of(FakeQueues.arn("done")), Optional.empty());

      String requestId = functions.invokeAsync("f", "{\"a\":1}");
      await().until(() -> queues.sent().size() == 1);

      SendMessageRequest message = queues.sent().getFirst();
      assertThat(message.queueUrl()).isEqualTo("queue:done");
      JsonNode record = Json.parse(message.messageBody()).orElseThrow();
      assertThat(Instant.parse(record.path("timestamp").asText())).isBefore(Instant.MAX);
      assertThat(without(record, "timestamp"))
          .isEqualTo(
              Json.parse(
                      """
                      {"version":"1.0",
                       "requestContext":{
                         "requestId":"%s",
                         "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",
                         "condition":"Success",
                         "approximateInvokeCount":1},
                       "requestPayload":{"a":1},
                       "responseContext":{"statusCode":200,"executedVersion":"$LATEST"},
                       "responsePayload":{"got":{"a":1}}}
                      """
                          .formatted(requestId))
                  .orElseThrow());
    }

    @Test
    void thatTookRetriesSaysHowMany() {
      failures.set(2);
      Functions functions = functions(2, Optional.of(FakeQueues.arn("done")), Optional.empty());

      functions.invokeAsync("f", "{}");
      await().until(() -> queues.sent().size() == 1);

      assertThat(record().path("requestContext").path("approximateInvokeCount").asInt())
          .isEqualTo(3);
    }

    @Test
    void canGoToAnotherFunction() {
      ScriptedFunction next = ScriptedFunction.silent("next");
      Functions functions =
          TestFunctions.of(
              queues,
              function.spec(ScriptedFunction.retries(0, Optional.of(next.arn()), Optional.empty())),
              next.spec());

      functions.invokeAsync("f", "{}");

      await().until(() -> next.events().size() == 1);
      assertThat(next.events().getFirst()).contains("\"condition\":\"Success\"");
    }

    @Test
    void canGoToABus() {
      List<String> put = new CopyOnWriteArrayList<>();
      Arn bus = Arn.parse("arn:aws:events:us-east-1:000000000000:event-bus/things");
      Functions functions = functions(0, Optional.of(bus), Optional.empty());
      functions.connect((name, source, type, resources, detail) ->
          put.addAll(List.of(name, source, type, resources.toString(), detail.substring(0, 16))));

      functions.invokeAsync("f", "{}");

      await().until(() -> !put.isEmpty());
      assertThat(put)
          .containsExactly(
              "things",
              "lambda",
              "Lambda Function Invocation Result - Success",
              "[arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST, " + bus + "]",
              "{\"version\":\"1.0\"");
    }
  }

  @Nested
  class AFailure {
    @Test
    void isRetriedAsOftenAsConfiguredAndThenGoesToItsDestination() {
      failures.set(9);
      Functions functions = functions(1, Optional.empty(), Optional.of(FakeQueues.arn("failed")));

      functions.invokeAsync("f", "{\"a\":1}");
      await().until(() -> queues.sent().size() == 1);

      assertThat(function.events()).hasSize(2);
      JsonNode record = record();
      assertThat(record.path("requestContext").path("condition").asText())
          .isEqualTo("RetriesExhausted");
      assertThat(record.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(2);
      assertThat(record.path("responseContext").path("functionError").asText())
          .isEqualTo("Unhandled");
      assertThat(record.path("responsePayload").path("errorMessage").asText()).isEqualTo("not now");
      assertThat(record.path("responsePayload").path("errorType").asText())
          .isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void isRetriedTwiceWhereNothingIsConfigured() {
      failures.set(9);
      Functions functions = TestFunctions.of(queues, function.spec(AsyncSpec.DEFAULT));

      functions.invokeAsync("f", "{}");

      await().until(() -> functions.asyncEventsUnderWay() == 0);
      assertThat(function.events()).hasSize(3);
    }

    @Test
    void waitsTwiceAsLongBeforeTheSecondRetry() {
      failures.set(9);
      List<Long> times = new CopyOnWriteArrayList<>();
      FunctionSettings settings =
          new FunctionSettings(Duration.ofMillis(300), Duration.ofMillis(5), 4);
      Functions functions =
          new Functions(
              List.of(function.spec(AsyncSpec.DEFAULT)),
              queues.sender(),
              settings,
              Clock.systemUTC());
      functions.listen((_, _, _, _) -> times.add(System.nanoTime()));

      functions.invokeAsync("f", "{}");
      await().until(() -> times.size() == 3);

      assertThat(times.get(1) - times.get(0)).isGreaterThan(Duration.ofMillis(290).toNanos());
      assertThat(times.get(2) - times.get(1)).isGreaterThan(Duration.ofMillis(590).toNanos());
    }

    @Test
    void goesToADeadLetterQueueAsTheEventItself() {
      failures.set(9);
      Functions functions =
          TestFunctions.of(
              queues,
              function.spec(
                  new AsyncSpec(
                      0,
                      Duration.ofHours(6),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(FakeQueues.arn("dead")))));

      String requestId = functions.invokeAsync("f", "{\"a\":1}");
      await().until(() -> queues.sent().size() == 1);

      SendMessageRequest message = queues.sent().getFirst();
      assertThat(message.messageBody()).isEqualTo("{\"a\":1}");
      assertThat(attribute(message, "RequestID")).isEqualTo(requestId);
      assertThat(attribute(message, "ErrorCode")).isEqualTo("200");
      assertThat(attribute(message, "ErrorMessage")).isEqualTo("not now");
    }
  }

  @Test
  void anEventThatIsTooOldIsDiscardedUnseen() {
    AtomicLong now = new AtomicLong(1_000_000);
    CountDownLatch aged = new CountDownLatch(1);
    failures.set(1);
    Functions functions =
        new Functions(
            List.of(
                function.spec(
                    new AsyncSpec(
                        2,
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        Optional.of(FakeQueues.arn("failed")),
                        Optional.empty()))),
            queues.sender(),
            TestFunctions.QUICK,
            () -> Instant.ofEpochMilli(now.get()));
    functions.listen((_, _, _, _) -> {
      now.addAndGet(61_000);
      aged.countDown();
    });

    functions.invokeAsync("f", "{}");
    await().until(() -> queues.sent().size() == 1);

    assertThat(aged.getCount()).isZero();
    assertThat(function.events()).hasSize(1);
    assertThat(record().path("requestContext").path("condition").asText())
        .isEqualTo("EventAgeExceeded");
  }

  @Test
  void aThrottleIsNoAttempt() {
    CountDownLatch gate = new CountDownLatch(1);
    ScriptedFunction busy =
        new ScriptedFunction(
            "busy",
            (event, _) -> {
              gate.await();
              return event;
            });
    Functions functions =
        TestFunctions.of(
            queues,
            busy.spec(
                Duration.ofSeconds(5),
                OptionalInt.of(1),
                ScriptedFunction.retries(
                    0, Optional.of(FakeQueues.arn("done")), Optional.empty())));
    AtomicInteger throttles = new AtomicInteger();
    functions.listen((_, _, result, _) -> {
      if (result instanceof InvokeResult.Throttled) {
        throttles.incrementAndGet();
      }
    });

    functions.invokeAsync("busy", "1");
    functions.invokeAsync("busy", "2");
    await().until(() -> throttles.get() > 2);
    gate.countDown();

    await().until(() -> queues.sent().size() == 2);
    assertThat(queues.sent())
        .allSatisfy(
            message -> assertThat(message.messageBody()).contains("\"approximateInvokeCount\":1"));
  }

  @Test
  void anEventAboveOneMegabyteIsRefused() {
    Functions functions = functions(0, Optional.empty(), Optional.empty());

    assertThatExceptionOfType(PayloadTooLargeException.class)
        .isThrownBy(() -> functions.invokeAsync("f", "\"" + "x".repeat(1024 * 1024) + "\""));
  }

  private Functions functions(int retries, Optional<Arn> onSuccess, Optional<Arn> onFailure) {
    return TestFunctions.of(
        queues, function.spec(ScriptedFunction.retries(retries, onSuccess, onFailure)));
  }

  private JsonNode record() {
    return Json.parse(queues.sent().getFirst().messageBody()).orElseThrow();
  }

  private static String attribute(SendMessageRequest message, String name) {
    return Optional.ofNullable(message.messageAttributes().get(name)).orElseThrow().stringValue();
  }

  private static JsonNode without(JsonNode record, String field) {
    ((com.fasterxml.jackson.databind.node.ObjectNode) record).remove(field);
    return record;
  }
}
