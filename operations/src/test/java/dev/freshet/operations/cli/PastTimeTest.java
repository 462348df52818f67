package dev.freshet.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.operations.OperationFailedException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void isADateAndTimeWithAnOffset() throws OperationFailedException {
    assertThat(PastTime.parse("2026-01-31T11:00:00Z", NOW)).isEqualTo(NOW.minusSeconds(3600));
    assertThat(PastTime.parse("2026-01-31T13:00:00+01:00", NOW)).isEqualTo(NOW);
  }

  @Test
  void isHowLongAgoItWas() throws OperationFailedException {
    assertThat(PastTime.parse("0s", NOW)).isEqualTo(NOW);
    assertThat(PastTime.parse("15m", NOW)).isEqualTo(NOW.minusSeconds(900));
    assertThat(PastTime.parse("2h", NOW)).isEqualTo(NOW.minusSeconds(7200));
    assertThat(PastTime.parse("1d", NOW)).isEqualTo(NOW.minus(Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "15", "-1m", "2026-01-31", "2026-01-31T12:00:00"})
  void isNothingElse(String text) {
    assertThatExceptionOfType(OperationFailedException.class)
        .isThrownBy(() -> PastTime.parse(text, NOW))
        .withMessageStartingWith("'" + text + "' is not a time");
  }
}
