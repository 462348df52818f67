package dev.freshet.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CostCommandTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```\n\\$ \\./freshet cost (.*)\n((?s:.*?))```");

  @Test
  void printsWhatTheExamplesInTheDocsSay() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "cost.md"));
    List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();

    assertThat(examples).hasSize(3);
    for (MatchResult example : examples) {
      String output = run(0, example.group(1).split(" "));
      assertThat(output).endsWith("\n\n" + example.group(2));
      if (example.group(1).startsWith("--users 1000 ")) {
        assertThat(page)
            .contains(
                "```\n"
                    + output.substring(output.indexOf("assumed:"), output.indexOf("\ndollars"))
                    + "```");
      }
    }
  }

  @Test
  void anAssumptionIsAnOptionAndIsPrinted() {
    String usual = run(0, "--users", "1000", "--reads", "95", "--writes", "5");
    String edge =
        run(0, "--users", "1000", "--reads", "95", "--writes", "5", "--edge-share", "0.9");

    assertThat(usual).contains("--edge-share         0.093  ");
    assertThat(edge).contains("--edge-share           0.9  ");
    assertThat(apiGateway(edge)).isLessThan(apiGateway(usual) / 3);
  }

  @Test
  void aNumberThatMakesNoSenseIsRefusedInOneLine() {
    assertThat(run(2, "--users", "-1", "--reads", "1", "--writes", "1"))
        .contains("users must be a number of at least 0, was -1.0");
    assertThat(run(2, "--users", "1", "--reads", "1", "--writes", "1", "--redis-share", "1.1"))
        .contains("--redis-share must be 0 to 1");
  }

  private static double apiGateway(String output) {
    String line =
        output.lines().filter(each -> each.contains("API Gateway")).findFirst().orElseThrow();
    return Double.parseDouble(line.replaceAll("[^0-9.]", ""));
  }

  private static String run(int status, String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = CostCommand.line();
    line.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    assertThat(line.execute(arguments)).isEqualTo(status);
    return text.toString();
  }
}
