package dev.freshet.emulators.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.emulators.cloudwatch.AlarmSpec.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmsTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final MetricId USED = new MetricId("Test", "Used", Map.of("of", "it"));
  private static final MetricId LIMIT = new MetricId("Test", "Limit", Map.of());

  private final MetricStore store = new MetricStore();

  @Test
  void anAlarmIsRaisedByAsManyPeriodsInARowAsItSaysAndEndsWithThem() {
    Alarms alarms = alarms("m", "Sum", 2, 10);

    store.record(USED, 6, START);
    store.record(USED, 6, START.plusSeconds(59));
    assertThat(alarms.evaluate(START.plusSeconds(59))).as("one period").isEmpty();

    store.record(USED, 11, START.plusSeconds(61));
    assertThat(alarms.evaluate(START.plusSeconds(61)))
        .extracting(Alarms.Transition::raised)
        .containsExactly(true);
    assertThat(alarms.evaluate(START.plusSeconds(62))).as("still raised").isEmpty();
    assertThat(alarms.evaluate(START.plusSeconds(121))).as("the period before").isEmpty();
    assertThat(alarms.evaluate(START.plusSeconds(180)))
        .as("a period without data does not breach")
        .extracting(Alarms.Transition::raised)
        .containsExactly(false);
  }

  @Test
  void aValueOfAPeriodsLastMomentRaisesTheAlarmAfterItsEnd() {
    store.record(USED, 11, START.plusSeconds(59));

    assertThat(alarms("m", "Sum", 1, 10).evaluate(START.plusSeconds(60)))
        .extracting(Alarms.Transition::raised)
        .containsExactly(true);
  }

  @Test
  void aValueAtTheThresholdIsNotAboveIt() {
    store.record(USED, 10, START);

    assertThat(alarms("m", "Maximum", 1, 10).evaluate(START)).isEmpty();
  }

  @Test
  void aShareNeedsBothMetricsAndNoDivisionByZero() {
    Alarms alarms = alarms("100 * m / limit", "Maximum", 1, 80);

    store.record(USED, 81, START);
    assertThat(alarms.evaluate(START)).as("no limit").isEmpty();
    store.record(LIMIT, 0, START);
    assertThat(alarms.evaluate(START)).as("by zero").isEmpty();
    store.record(LIMIT, 100, START);
    assertThat(alarms.evaluate(START)).hasSize(1);
  }

  @Test
  void aMetricWithOtherDimensionsIsAnotherMetric() {
    store.record(new MetricId("Test", "Used", Map.of()), 99, START);

    assertThat(alarms("SUM(METRICS())", "Sum", 1, 0).evaluate(START)).isEmpty();
  }

  @Test
  void aPercentileIsTheValueThatSoManyDoNotExceed() {
    for (int i = 1; i <= 10; i++) {
      store.record(USED, i, START);
    }

    assertThat(alarms("m", "p90", 1, 8).evaluate(START)).hasSize(1);
    assertThat(alarms("m", "p90", 1, 9).evaluate(START)).isEmpty();
  }

  @Test
  void embeddedMetricsAreReadWithTheirDimensionsAndAllValues() {
    EmbeddedMetricFormat.read(
        "{\"of\": \"it\", \"Used\": [4, 7], \"_aws\": {\"Timestamp\": "
            + START.toEpochMilli()
            + ", \"CloudWatchMetrics\": [{\"Namespace\": \"Test\", \"Dimensions\": [[\"of\"]],"
            + " \"Metrics\": [{\"Name\": \"Used\"}]}]}}",
        store);
    EmbeddedMetricFormat.read("{\"message\": \"CloudWatchMetrics\"}", store);
    EmbeddedMetricFormat.read("not \"CloudWatchMetrics\"", store);

    assertThat(store.between(USED, START, START.plusSeconds(1))).containsExactly(4.0, 7.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m + limit", "IF(m > 1, 2)", "AVG(METRICS())", ""})
  void otherExpressionsAreRefused(String expression) {
    assertThatThrownBy(() -> new Formula(expression)).isInstanceOf(IllegalArgumentException.class);
  }

  private Alarms alarms(String formula, String statistic, int periods, double threshold) {
    Statistic how = new Statistic(statistic);
    return new Alarms(
        List.of(
            new AlarmSpec(
                "Alarm",
                "for tests",
                Map.of("m", new Query(USED, how), "limit", new Query(LIMIT, how)),
                new Formula(formula),
                Duration.ofMinutes(1),
                periods,
                threshold)),
        store);
  }
}
