package dev.freshet.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void countsAddUpByViewAndInAll() {
    tally.accept(line("CacheHit", "Count", "3.0", "orders"));
    tally.accept(line("CacheHit", "Count", "2.0", "profile"));
    tally.accept("{\"message\":\"a log line\"}");
    tally.accept("no JSON with \"_aws\" in it");

    assertThat(tally.sum("CacheHit")).isEqualTo(5);
    assertThat(tally.sum("CacheHit", "orders")).isEqualTo(3);
    assertThat(tally.sums("Cache")).containsEntry("Hit", 5L);
  }

  @Test
  void timesHavePercentilesOfTheLastValues() {
    for (int i = 1; i <= 1_000; i++) {
      tally.accept(line("CommitToEvicted", "Milliseconds", "[" + i + "]", ""));
    }

    Tally.Percentiles late = tally.percentiles("CommitToEvicted");
    assertThat(late.count()).isEqualTo(500);
    assertThat(late.p50()).isEqualTo(751);
    assertThat(late.p95()).isEqualTo(976);
  }

  private static String line(String name, String unit, String value, String view) {
    return """
    {"function":"F",%s"_aws":{"Timestamp":7,"CloudWatchMetrics":[{"Metrics":[{"Name":"%s","Unit":"%s"}]}]},"%s":%s}
    """
        .formatted(view.isEmpty() ? "" : "\"view\":\"" + view + "\",", name, unit, name, value)
        .strip();
  }
}
