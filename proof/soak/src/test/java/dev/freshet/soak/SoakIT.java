package dev.freshet.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.local.system.LocalSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A soak of the system finds no violation; the same soak of a broken system finds the fault. */
class SoakIT {
  private static final Path TEMPLATE = Path.of("..", "..", "template.yaml");
  private static final long OPERATIONS = 600;

  @TempDir private Path directory;

  @Test
  void theSystemKeepsItsPromisesWhileFaultsComeAndGo() throws Exception {
    SoakReport report = soak(TEMPLATE, true);

    assertThat(report.first()).isEmpty();
    assertThat(report.violations()).isZero();
    assertThat(report.operations()).isGreaterThanOrEqualTo(OPERATIONS);
    assertThat(report.faults()).isNotEmpty();
    assertThat(report.counts())
        .containsKeys("reads: from the edge", "reads: from Redis", "changes: rename")
        .containsEntry("times that everything settled", 1L);
    assertThat(report.text()).contains("violations: 0").contains("seed 5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bus-refuses", "redis-silent"})
  void anOutageLosesNothingAndIsOverAMinuteAfterItsEnd(String fault) throws Exception {
    SoakOptions outage =
        new SoakOptions(
            Duration.ofSeconds(10),
            OPERATIONS,
            5,
            4,
            4,
            3,
            true,
            Optional.of(fault),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofMinutes(1));

    SoakReport report = soak(TEMPLATE, outage);

    assertThat(report.first()).isEmpty();
    assertThat(report.deadLetters()).isEmpty();
    assertThat(report.faults()).containsExactly(Map.entry(fault, 1));
    assertThat(report.text()).contains("reads, under a fault").contains("writes, under a fault");
  }

  @Test
  void changesThatNobodyEvictsAreFoundOnceItIsQuiet() throws Exception {
    Path deaf = broken("detail-type: [UserDataChanged]", "detail-type: [Unheard]");

    SoakReport report = soak(deaf, false);

    assertThat(report.first())
        .extracting(Violation::kind)
        .contains(Violation.Kind.NOT_SETTLED, Violation.Kind.STALE_WHEN_QUIET);
    assertThat(report.first().getLast().told()).contains("misses").contains("acknowledged at");
  }

  @Test
  void anEdgeThatDoesNotTellFreshApartIsFound() throws Exception {
    Path forgetful = broken("QueryStrings: [fresh, ", "QueryStrings: [");

    SoakReport report = soak(forgetful, false);

    assertThat(report.first())
        .extracting(Violation::kind)
        .contains(Violation.Kind.OLDER_THAN_FRESH);
  }

  @Test
  void anEdgeThatDoesNotTellUsersApartIsFound() throws Exception {
    Path leaking = broken("Headers: [Authorization]", "Headers: [Accept]");

    SoakReport report = soak(leaking, false);

    assertThat(report.first()).extracting(Violation::kind).contains(Violation.Kind.OTHERS_DATA);
  }

  private static SoakReport soak(Path template, boolean withFaults) throws InterruptedException {
    SoakOptions options =
        new SoakOptions(
            Duration.ofMinutes(2),
            OPERATIONS,
            5,
            4,
            4,
            3,
            withFaults,
            Optional.empty(),
            Duration.ofSeconds(withFaults ? 2 : 60),
            Duration.ofSeconds(60),
            withFaults ? Duration.ofMinutes(3) : Duration.ofSeconds(10));
    return soak(template, options);
  }

  private static SoakReport soak(Path template, SoakOptions options) throws InterruptedException {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    try (LocalSystem system = LocalSystem.start(Soak.system(template));
        Soak soak = new Soak(system, options, nowhere)) {
      return soak.run();
    }
  }

  /** The template with some texts replaced. */
  private Path broken(String words, String others) throws IOException {
    String template = Files.readString(TEMPLATE);
    assertThat(template).contains(words);
    return Files.writeString(directory.resolve("template.yaml"), template.replace(words, others));
  }
}
