package dev.freshet.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A soak of the system finds no violation. {@link SoakOfABrokenSystemIT} is the counterpart. */
class SoakIT {
  @Test
  void theSystemKeepsItsPromisesWhileFaultsComeAndGo() throws Exception {
    SoakReport report = Soaks.run();

    assertThat(report.first()).isEmpty();
    assertThat(report.violations()).isZero();
    assertThat(report.operations()).isGreaterThanOrEqualTo(Soaks.OPERATIONS);
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
            Soaks.OPERATIONS,
            5,
            4,
            4,
            3,
            true,
            Optional.of(fault),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofMinutes(1));

    SoakReport report = Soaks.run(Soaks.TEMPLATE, outage);

    assertThat(report.first()).isEmpty();
    assertThat(report.deadLetters()).isEmpty();
    assertThat(report.faults()).containsExactly(Map.entry(fault, 1));
    assertThat(report.text()).contains("reads, under a fault").contains("writes, under a fault");
  }
}
