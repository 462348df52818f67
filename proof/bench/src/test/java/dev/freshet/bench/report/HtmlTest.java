package dev.freshet.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.bench.report.Chart.Bar;
import dev.freshet.bench.report.Chart.Bars;
import dev.freshet.bench.report.Chart.Line;
import dev.freshet.bench.report.Chart.Lines;
import dev.freshet.bench.report.Chart.Point;
import dev.freshet.bench.report.Grid.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  private static final Findings FINDINGS =
      new Findings(
          Instant.parse("2026-04-01T10:00:00Z"),
          Duration.ofSeconds(75),
          7,
          true,
          new Machine("Processor <1>", 2, 4_096, "Linux 6", "JVM 25"),
          List.of(
              new Section(
                  "Latency & more",
                  "How it was measured.",
                  List.of("a < b"),
                  List.of(
                      Goal.atLeast("hits", 97, 98.25, Unit.PERCENT),
                      Goal.atMost("late", 0, 2, Unit.COUNT)),
                  List.of(
                      new Bars(
                          "Hits",
                          Unit.PERCENT,
                          false,
                          List.of(new Bar("rival", 50, false), new Bar("Freshet", 100, true))),
                      new Lines(
                          "Cost",
                          "users",
                          "dollars",
                          Unit.DOLLARS,
                          List.of(
                              new Line(
                                  "Freshet",
                                  List.of(new Point(10, 1), new Point(1_000, 100)),
                                  true)))),
                  List.of(
                      Grid.of("Table", "design", new Column("hits", Unit.PERCENT))
                          .row("rival", 50)
                          .row("Freshet", Double.NaN)
                          .build()))));

  @Test
  void thePageNeedsNothingElseAndSaysWhichGoalsAreMissed() {
    String page = Html.page(FINDINGS);

    assertThat(page)
        .contains("1 of 2 goals met", "quick run of 1 min 15 s", "seed 7")
        .contains("<span class=\"chip missed\">missed</span><span class=\"what\">late</span>")
        .contains("Latency &amp; more", "a &lt; b", "Processor &lt;1&gt;")
        .doesNotContain("src=", "href=\"http", "@import", "url(");
  }

  @Test
  void aBarIsAsLongAsItsShareOfTheLongest() {
    assertThat(Html.page(FINDINGS)).contains("width:34.0%", "width:68.0%");
  }

  @Test
  void aLineEndsWithItsNameAndLastValue() {
    assertThat(Html.page(FINDINGS)).contains("Freshet $100.00</text>");
  }

  @Test
  void theJsonHasTheNumbersUnrounded() throws Exception {
    JsonNode json = JsonMapper.builder().build().readTree(JsonFile.text(FINDINGS));

    assertThat(json.at("/goals/0/met").booleanValue()).isTrue();
    assertThat(json.at("/sections/0/tables/0/rows/0/hits %").doubleValue()).isEqualTo(50);
    assertThat(json.at("/sections/0/tables/0/rows/1/hits %").isNull()).isTrue();
  }

  @Test
  void theTerminalShowsATableAndTheGoals() {
    assertThat(Terminal.text(FINDINGS.sections().getFirst())).contains("rival", "50.0");
    assertThat(Terminal.goals(FINDINGS)).contains("MISSED late: 2 (goal ≤ 0)");
  }
}
