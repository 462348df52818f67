package dev.freshet.checker.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.search.SmallWorlds;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckTest {
  private final ByteArrayOutputStream report = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  private int check(String... arguments) {
    return new Check(printer(report), printer(progress)).run(arguments);
  }

  private static PrintStream printer(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private String report() {
    return report.toString(StandardCharsets.UTF_8);
  }

  private String progress() {
    return progress.toString(StandardCharsets.UTF_8);
  }

  @Test
  void allOrdersOfSmallWorldsAndTwoMillionRandomStepsBreakNoPromise() {
    int code = check("--steps", "2_000_000");
    System.out.println(report());

    assertThat(code).as(report()).isZero();
    assertThat(report()).contains("two reads, one commit", "large worlds", "broken on purpose");
    assertThat(progress()).contains("small worlds: 1 of " + SmallWorlds.all().size());
  }

  @Test
  void oneSeedIsSeenAgainByItself() {
    assertThat(check("--replay", "7")).isZero();
    assertThat(report()).startsWith("seed 7: ").contains("no violation");
    assertThat(progress()).isEmpty();
  }

  @Test
  void helpNamesAllOptions() {
    assertThat(check("--help")).isZero();
    assertThat(report()).contains("--steps", "--seed", "--traces", "--replay");
  }

  @Nested
  class WhatIsNotUnderstood {

    @ParameterizedTest
    @CsvSource({
      "--steps, --steps needs a number",
      "--steps many, '--steps must be a whole number from 0, was many'",
      "--seed -1, '--seed must be a whole number from 0, was -1'",
      "--fast, unknown option --fast",
      "12, unknown option 12",
    })
    void isSaidInOneLine(String arguments, String line) {
      assertThat(check(arguments.split(" "))).isEqualTo(2);
      assertThat(progress())
          .isEqualToIgnoringNewLines("freshet: " + line + "; see ./freshet check --help");
      assertThat(report()).isEmpty();
    }
  }
}
