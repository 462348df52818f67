package dev.freshet.invalidator.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallPaceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final CallPace pace = new CallPace();

  @Test
  void aFewQuickCallsAreLetThroughAndThenFiveInTwoSeconds() {
    for (int i = 0; i < CallPace.BURST; i++) {
      assertThat(pace.take(NOW)).isTrue();
    }
    assertThat(pace.take(NOW)).isFalse();
    assertThat(pace.take(NOW.plusMillis(399))).isFalse();
    assertThat(pace.take(NOW.plusMillis(400))).isTrue();
    assertThat(pace.take(NOW.plusMillis(400))).isFalse();
  }

  @Test
  void aPauseFollowsARefusalAndGrowsUpToAMinuteUntilACallIsTaken() {
    Instant now = NOW;
    for (long seconds : new long[] {2, 4, 8, 16, 32, 60, 60}) {
      pace.refused(now);
      assertThat(pace.take(now.plusSeconds(seconds).minusMillis(1))).isFalse();
      now = now.plusSeconds(seconds);
      assertThat(pace.take(now)).isTrue();
    }

    pace.accepted();
    pace.refused(now);
    assertThat(pace.take(now.plus(Duration.ofSeconds(2)))).isTrue();
  }
}
