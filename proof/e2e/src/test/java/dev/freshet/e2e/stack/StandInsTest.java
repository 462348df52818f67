package dev.freshet.e2e.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StandInsTest {
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--port 70000, '--port must be 0 to 65535, was 70000'",
    "--pops 0, '--pops must be 1 to 100, was 0'",
    "--purge-delay -1, '--purge-delay must be 0 to 3600000, was -1'"
  })
  void anOptionOutOfItsRangeIsRefused(String option, String reason) {
    assertThat(run(Map.of(), ("--stack none " + option).split(" ", -1))).isEqualTo(2);
    assertThat(err).hasToString("freshet: " + reason + System.lineSeparator());
  }

  @Test
  void withoutALocalStackItSaysWhatToSet() {
    assertThat(run(Map.of(), "--stack", "none")).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "freshet: set AWS_ENDPOINT_URL to the address of the LocalStack"
                + System.lineSeparator());
  }

  /** As a user meets it: the address is set and LocalStack is not running. */
  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void aLocalStackThatDoesNotAnswerIsToldInOneLine() {
    Map<String, String> settings =
        Map.of(
            "aws.region", "us-east-1",
            "aws.accessKeyId", "test",
            "aws.secretAccessKey", "test",
            "aws.endpointUrl", "http://127.0.0.1:1");
    settings.forEach(System::setProperty);
    try {
      assertThat(run(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), "--stack", "none"))
          .isEqualTo(1);
      assertThat(err.toString().lines()).singleElement().asString().startsWith("freshet: Unable");
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  private int run(Map<String, String> environment, String... arguments) {
    CommandLine line = StandIns.line(environment);
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
