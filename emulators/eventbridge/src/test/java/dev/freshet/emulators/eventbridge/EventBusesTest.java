package dev.freshet.emulators.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class EventBusesTest {
  private static final String ALL_OF_FRESHET = "{\"source\":[\"freshet\"]}";

  private final FakeQueues queues = new FakeQueues();
  private final ScriptedFunction function = ScriptedFunction.silent("f");
  private final Functions functions = TestFunctions.of(queues.sender(), function);
  private final List<EventBuses> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EventBuses::close);
    functions.close();
  }

  @Nested
  class AnEvent {
    @Test
    void thatMatchesARuleReachesItsFunctionAsEventBridgeTellsIt() {
      EventBuses buses = buses(rule(ALL_OF_FRESHET, TargetSpec.of("t", function.arn())));

      put(buses, "{\"owner\":\"u-alice\"}");
      await().until(() -> function.events().size() == 1);

      JsonNode event = Json.parse(function.events().getFirst()).orElseThrow();
      assertThat(event.path("version").asText()).isEqualTo("0");
      assertThat(event.path("id").asText()).hasSize(36);
      assertThat(event.path("detail-type").asText()).isEqualTo("UserDataChanged");
      assertThat(event.path("source").asText()).isEqualTo("freshet");
      assertThat(event.path("account").asText()).isEqualTo("000000000000");
      assertThat(event.path("region").asText()).isEqualTo("us-east-1");
      assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
      assertThat(event.path("resources").isArray()).isTrue();
      assertThat(event.path("detail").path("owner").asText()).isEqualTo("u-alice");
    }

    @Test
    void thatMatchesNoRuleGoesNowhere() {
      EventBuses buses =
          buses(
              rule("{\"detail\":{\"owner\":[\"u-bob\"]}}", TargetSpec.of("t", function.arn())),
              new RuleSpec(
                  "other",
                  "arn",
                  "other-bus",
                  ALL_OF_FRESHET,
                  List.of(TargetSpec.of("t", function.arn()))));
      List<BusEvent> seen = new CopyOnWriteArrayList<>();
      buses.tap(seen::add);

      put(buses, "{\"owner\":\"u-alice\"}");

      assertThat(seen).hasSize(1);
      assertThat(seen.getFirst().rules()).isEmpty();
      assertThat(buses.deliveriesUnderWay()).isZero();
    }

    @Test
    void reachesEveryTargetOfEveryRuleThatItMatches() {
      EventBuses buses =
          buses(
              rule(
                  ALL_OF_FRESHET,
                  TargetSpec.of("a", function.arn()),
                  TargetSpec.of("b", FakeQueues.arn("q"))),
              new RuleSpec(
                  "second",
                  "arn",
                  "things",
                  "{\"detail\":{\"owner\":[{\"prefix\":\"u-\"}]}}",
                  List.of(TargetSpec.of("c", FakeQueues.arn("r")))));

      put(buses, "{\"owner\":\"u-alice\"}");

      await().until(() -> function.events().size() == 1 && queues.sent().size() == 2);
      assertThat(queues.sent())
          .extracting(SendMessageRequest::queueUrl)
          .containsExactlyInAnyOrder("queue:q", "queue:r");
    }

    @Test
    void reachesAQueueAsTheWholeEnvelope() {
      EventBuses buses = buses(rule(ALL_OF_FRESHET, TargetSpec.of("t", FakeQueues.arn("q"))));

      put(buses, "{\"owner\":\"u-alice\"}");
      await().until(() -> queues.sent().size() == 1);

      JsonNode body = Json.parse(queues.sent().getFirst().messageBody()).orElseThrow();
      assertThat(body.properties().stream().map(Map.Entry::getKey))
          .containsExactlyInAnyOrder(
              "version",
              "id",
              "detail-type",
              "source",
              "account",
              "time",
              "region",
              "resources",
              "detail");
      assertThat(body.path("detail").path("owner").asText()).isEqualTo("u-alice");
    }

    @Test
    void isCutToWhatATargetAsksFor() {
      EventBuses buses =
          buses(
              rule(
                  ALL_OF_FRESHET,
                  with(Optional.empty(), Optional.of("$.detail")),
                  with(Optional.of("{\"constant\":1}"), Optional.empty())));

      put(buses, "{\"owner\":\"u-alice\"}");

      await().until(() -> queues.sent().size() == 2);
      assertThat(queues.sent())
          .extracting(SendMessageRequest::messageBody)
          .containsExactlyInAnyOrder("{\"owner\":\"u-alice\"}", "{\"constant\":1}");
    }

    private TargetSpec with(Optional<String> input, Optional<String> path) {
      return new TargetSpec(
          "t", FakeQueues.arn("q"), 0, Duration.ofHours(1), Optional.empty(), input, path);
    }
  }

  @Nested
  class ADelivery {
    @Test
    void isTriedAgainUntilTheTargetTakesIt() {
      queues.fail(3);
      EventBuses buses = buses(rule(ALL_OF_FRESHET, TargetSpec.of("t", FakeQueues.arn("q"))));

      put(buses, "{}");

      await().until(() -> queues.sent().size() == 1);
      await().until(() -> buses.deliveriesUnderWay() == 0);
    }

    @Test
    void thatFailsTooOftenGoesToTheDeadLetterQueueWithItsError() {
      queues.fail(2);
      EventBuses buses = buses(rule(ALL_OF_FRESHET, target(FakeQueues.arn("q"), 1)));

      put(buses, "{\"a\":1}");
      await().until(() -> queues.sent().size() == 1);

      SendMessageRequest letter = queues.sent().getFirst();
      assertThat(letter.queueUrl()).isEqualTo("queue:dead");
      assertThat(letter.messageBody()).contains("\"detail\":{\"a\":1}");
      assertThat(attribute(letter, "RULE_ARN")).isEqualTo("arn:rule");
      assertThat(attribute(letter, "TARGET_ARN")).isEqualTo(FakeQueues.arn("q").toString());
      assertThat(attribute(letter, "EXHAUSTED_RETRY_CONDITION")).isEqualTo("MaximumRetryAttempts");
      assertThat(attribute(letter, "RETRY_ATTEMPTS")).isEqualTo("1");
      assertThat(attribute(letter, "ERROR_MESSAGE")).contains("out of reach");
    }

    @Test
    void toATargetThatIsNotThereGoesToTheDeadLetterQueueAtOnce() {
      EventBuses buses =
          buses(
              rule(
                  ALL_OF_FRESHET,
                  target(FakeQueues.arn("no-queue"), 185),
                  target(Arn.parse("arn:aws:lambda:us-east-1:000000000000:function:g"), 185)));

      put(buses, "{}");

      await().until(() -> queues.sent().size() == 2);
      assertThat(queues.sent())
          .allSatisfy(letter -> {
            assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("NO_RESOURCE");
            assertThat(attribute(letter, "RETRY_ATTEMPTS")).isEqualTo("0");
            assertThat(letter.messageAttributes()).doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
          });
    }

    private TargetSpec target(Arn arn, int retries) {
      return new TargetSpec(
          "t",
          arn,
          retries,
          Duration.ofHours(24),
          Optional.of(FakeQueues.arn("dead")),
          Optional.empty(),
          Optional.empty());
    }
  }

  @Nested
  class AFault {
    private final EventBuses buses =
        buses(rule(ALL_OF_FRESHET, TargetSpec.of("t", FakeQueues.arn("q"))));

    @Test
    void deliversTwice() {
      buses.faults().duplicate(2);

      put(buses, "{\"n\":1}");

      await().until(() -> queues.sent().size() == 2);
      assertThat(queues.sent().get(0).messageBody()).isEqualTo(queues.sent().get(1).messageBody());
    }

    @Test
    void reversesTheOrder() {
      buses.faults().reorder(3, Duration.ofMinutes(1));

      put(buses, "{\"n\":1}");
      await().until(() -> buses.faults().waiting() == 1);
      put(buses, "{\"n\":2}");
      await().until(() -> buses.faults().waiting() == 2);
      put(buses, "{\"n\":3}");

      await().until(() -> queues.sent().size() == 3);
      assertThat(numbers()).containsExactly(3, 2, 1);
    }

    @Test
    void reversesTheOrderOfEventsThatComeTwice() {
      buses.faults().duplicate(2);
      buses.faults().reorder(2, Duration.ofMinutes(1));

      put(buses, "{\"n\":1}");
      await().until(() -> buses.faults().waiting() == 1);
      put(buses, "{\"n\":2}");

      await().until(() -> queues.sent().size() == 4);
      assertThat(numbers()).containsExactly(2, 2, 1, 1);
    }

    @Test
    void letsHeldEventsGoWhenTheirTimeIsUp() {
      buses.faults().reorder(100, Duration.ofMillis(50));

      put(buses, "{\"n\":1}");

      await().until(() -> queues.sent().size() == 1);
    }

    @Test
    void delays() {
      long start = System.nanoTime();
      buses.faults().delay(Duration.ofMillis(200));

      put(buses, "{}");

      await().until(() -> queues.sent().size() == 1);
      assertThat(System.nanoTime() - start).isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void dropsADeliveryAndMakesItLater() {
      buses.faults().dropThenRetry(Duration.ofMillis(200));

      put(buses, "{}");

      assertThat(queues.sent()).isEmpty();
      assertThat(buses.deliveriesUnderWay()).isOne();
      await().until(() -> queues.sent().size() == 1);
    }

    @Test
    void endsWhenItIsCleared() {
      buses.faults().duplicate(5);
      buses.faults().clear();

      put(buses, "{}");

      await().until(() -> buses.deliveriesUnderWay() == 0);
      assertThat(queues.sent()).hasSize(1);
    }

    private List<Integer> numbers() {
      return queues.sent().stream()
          .map(message -> Json.parse(message.messageBody()).orElseThrow())
          .map(event -> event.path("detail").path("n").asInt())
          .toList();
    }
  }

  @Test
  void aRuleWithoutAValidPatternIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> buses(rule("{\"source\":\"freshet\"}")))
        .withMessageContaining("changed");
  }

  private static void put(EventBuses buses, String detail) {
    buses.put("things", "freshet", "UserDataChanged", List.of("arn:x"), detail);
  }

  private static RuleSpec rule(String pattern, TargetSpec... targets) {
    return new RuleSpec("changed", "arn:rule", "things", pattern, List.of(targets));
  }

  private EventBuses buses(RuleSpec... rules) {
    BusSettings settings =
        new BusSettings(
            "us-east-1",
            "000000000000",
            Set.of("things"),
            Duration.ofMillis(5),
            Duration.ofMillis(20));
    EventBuses buses =
        new EventBuses(
            settings, List.of(rules), List.of(), functions, queues.sender(), Clock.systemUTC());
    opened.add(buses);
    return buses;
  }

  private static String attribute(SendMessageRequest message, String name) {
    return Optional.ofNullable(message.messageAttributes().get(name)).orElseThrow().stringValue();
  }
}
