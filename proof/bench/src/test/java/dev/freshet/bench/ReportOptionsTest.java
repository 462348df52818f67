package dev.freshet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportOptionsTest {
  private static final Path PROJECT = Path.of("project");

  @Test
  void allSectionsAreMadeUnlessSomeAreNamed() {
    assertThat(ReportOptions.parse(PROJECT).wants("edge")).isTrue();

    ReportOptions some = ReportOptions.parse(PROJECT, "--only", "edge,replay", "--quick");

    assertThat(some.wants("edge")).isTrue();
    assertThat(some.wants("latency")).isFalse();
    assertThat(some.quick()).isTrue();
  }

  @Test
  void theNumbersStandBesideThePage() {
    ReportOptions options = ReportOptions.parse(PROJECT, "--out", "some/page.html", "--seed", "7");

    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.json()).isEqualTo(Path.of("some", "page.json").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only nothing",
        "--only",
        "--seed x",
        "--out page.pdf",
        "--fast",
        "--only edge,"
      })
  void whatIsNotUnderstoodIsNamed(String arguments) {
    assertThatThrownBy(() -> ReportOptions.parse(PROJECT, arguments.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(arguments.split(" ", -1)[0]);
  }
}
