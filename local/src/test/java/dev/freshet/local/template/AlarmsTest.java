package dev.freshet.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudwatch.AlarmSpec;
import dev.freshet.emulators.cloudwatch.AlarmSpecs;
import dev.freshet.emulators.cloudwatch.Alarms;
import dev.freshet.emulators.cloudwatch.MetricId;
import dev.freshet.emulators.cloudwatch.MetricStore;
import dev.freshet.emulators.template.Resource;
import dev.freshet.emulators.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every alarm of the template: raised by each of its metrics, over without them, explained. */
class AlarmsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
  private static final String FUNCTION = "AWS::Serverless::Function";

  /** A refused token is an error to Lambda. */
  private static final Set<String> ERRORS_ARE_NORMAL = Set.of("TokenAuthorizer");

  /** What is just above, and just at, the threshold of an alarm that divides. */
  private static final Map<String, List<Double>> SHARES =
      Map.of(
          "RedisBusy", List.of(240_001.0, 240_000.0),
          "BudgetNearlySpent", List.of(8_001.0, 8_000.0),
          "ConcurrencyNearlyUsed", List.of(9.0, 8.0));

  private static final Template TEMPLATE =
      Template.read(
          Path.of("..", "template.yaml"),
          Map.of("AlarmsPerFunction", "true", "Authorizer", "AnyTokens"),
          new NamedByLogicalId());

  static Stream<AlarmSpec> alarms() {
    return AlarmSpecs.read(TEMPLATE).stream();
  }

  @ParameterizedTest
  @MethodSource("alarms")
  void isRaisedAboveItsThresholdByEachMetricAndOverAfterwards(AlarmSpec alarm) {
    for (MetricId metric : AlarmSpecs.metrics(alarm)) {
      assertThat(states(alarm, metric, above(alarm)))
          .as("%s by %s", alarm.name(), metric)
          .containsExactly(true, false);
      assertThat(states(alarm, metric, at(alarm)))
          .as("%s at its threshold, by %s", alarm.name(), metric)
          .isEmpty();
    }
  }

  /**
   * The states that an alarm takes during as many periods as it wants, and after two quiet ones.
   */
  private static List<Boolean> states(AlarmSpec alarm, MetricId metric, double value) {
    MetricStore store = new MetricStore();
    Alarms alarms = new Alarms(List.of(alarm), store);
    for (int i = 0; i < alarm.periods(); i++) {
      store.record(metric, value, START.plus(alarm.period().multipliedBy(i)));
    }
    Duration whole = alarm.period().multipliedBy(alarm.periods());
    return Stream.of(START.plus(whole).minusSeconds(1), START.plus(whole).plus(alarm.period()))
        .flatMap(now -> alarms.evaluate(now).stream())
        .map(Alarms.Transition::raised)
        .toList();
  }

  private static double above(AlarmSpec alarm) {
    return SHARES.containsKey(alarm.name())
        ? SHARES.get(alarm.name()).getFirst()
        : alarm.threshold() + 1;
  }

  private static double at(AlarmSpec alarm) {
    return SHARES.containsKey(alarm.name())
        ? SHARES.get(alarm.name()).getLast()
        : alarm.threshold();
  }

  @Test
  void everyAlarmTellsTheTopicWhenItIsRaisedAndWhenItIsOver() {
    assertThat(TEMPLATE.ofType("AWS::CloudWatch::Alarm"))
        .hasSizeGreaterThan(25)
        .allSatisfy(alarm -> {
          assertThat(alarm.properties().get("AlarmActions").texts())
              .containsExactly("ref:AWS::SNS::Topic:AlarmTopic");
          assertThat(alarm.properties().get("OKActions").texts())
              .containsExactly("ref:AWS::SNS::Topic:AlarmTopic");
        });
  }

  @Test
  void everyDeadLetterQueueHasAnAlarmAndEveryQueueOneOfItsAge() {
    Set<String> watched = new TreeSet<>();
    Set<String> aged = new TreeSet<>();
    metrics("AWS/SQS", "ApproximateNumberOfMessagesVisible").forEach(watched::add);
    metrics("AWS/SQS", "ApproximateAgeOfOldestMessage").forEach(aged::add);

    for (Resource queue : TEMPLATE.ofType("AWS::SQS::Queue")) {
      assertThat(queue.logicalId().endsWith("Dlq") ? watched : aged)
          .contains("att:AWS::SQS::Queue:" + queue.logicalId() + ":QueueName");
    }
  }

  @Test
  void errorsAndThrottlesOfEveryFunctionAreWatchedOnce() {
    List<String> functions =
        TEMPLATE.ofType(FUNCTION).stream()
            .map(function -> "ref:" + FUNCTION + ":" + function.logicalId())
            .toList();

    assertThat(metrics("AWS/Lambda", "Throttles")).containsExactlyInAnyOrderElementsOf(functions);
    assertThat(metrics("AWS/Lambda", "Errors"))
        .containsExactlyInAnyOrderElementsOf(
            functions.stream()
                .filter(name -> !ERRORS_ARE_NORMAL.contains(name.replaceFirst(".*:", "")))
                .toList());
  }

  @Test
  void theResponseTimeOfEveryFunctionOfTheApiIsWatchedOnce() {
    List<String> handlers =
        TEMPLATE.ofType(FUNCTION).stream()
            .filter(function ->
                function.properties().find("Events").stream()
                    .flatMap(events -> events.entries().values().stream())
                    .anyMatch(event -> event.text("Type").equals("Api")))
            .map(function -> function.properties().text("Handler").replaceFirst(".*\\.", ""))
            .toList();

    assertThat(metrics("Freshet", "Duration")).containsExactlyInAnyOrderElementsOf(handlers);
  }

  @Test
  void anAlarmOfSeveralMetricsHasTenAtMost() {
    assertThat(alarms()).allMatch(alarm -> AlarmSpecs.metrics(alarm).size() <= 10);
  }

  @Test
  void theRunbookHasASectionForEveryAlarmAndForNoOther() throws IOException {
    Set<String> sections =
        Files.readString(RUNBOOK)
            .lines()
            .filter(line -> line.startsWith("### "))
            .flatMap(line -> Stream.of(line.substring(4).split(", ", -1)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(sections)
        .containsExactlyInAnyOrderElementsOf(alarms().map(AlarmSpec::name).toList());
  }

  /** The value of the first dimension of each metric of this name that an alarm watches. */
  private static List<String> metrics(String namespace, String name) {
    return alarms()
        .flatMap(alarm -> AlarmSpecs.metrics(alarm).stream())
        .filter(metric -> metric.namespace().equals(namespace) && metric.name().equals(name))
        .map(metric -> metric.dimensions().values().iterator().next())
        .toList();
  }
}
