package dev.freshet.invalidator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PurgeGovernorTest {
  private static final Instant EVICTED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Instant NOW = EVICTED.plus(WINDOW);

  private final PurgeGovernor governor = new PurgeGovernor(WINDOW);

  @Test
  void aViewWithoutACopyAtTheEdgeIsLeftAlone() {
    assertThat(judge(new EdgeCopy.None(), NOW)).isEqualTo(Verdict.Skip.NO_COPY);
  }

  @Test
  void aCopyThatWouldOutliveThePurgeIsPurged() {
    assertThat(judge(aliveFor(Duration.ofMillis(5_001)), NOW)).isEqualTo(Verdict.Purge.ALIVE);
  }

  @Test
  void aCopyThatExpiresBeforeThePurgeTakesEffectIsLeftToExpire() {
    assertThat(judge(aliveFor(Duration.ofSeconds(5)), NOW)).isEqualTo(Verdict.Skip.EXPIRES_SOONER);
    assertThat(judge(aliveFor(Duration.ofSeconds(-1)), NOW)).isEqualTo(Verdict.Skip.EXPIRES_SOONER);
  }

  @Test
  void aCopyOfWhichRedisLostTheMarkIsPurged() {
    assertThat(judge(new EdgeCopy.Unknown(), NOW)).isEqualTo(Verdict.Purge.UNKNOWN);
  }

  @Test
  void nothingIsPurgedWhileAnswersFromBeforeTheEvictionMayBeOnTheirWay() {
    Instant early = NOW.minusMillis(1);

    assertThat(judge(new EdgeCopy.AliveUntil(NOW.plusSeconds(60)), early))
        .isEqualTo(new Verdict.Wait());
    assertThat(judge(new EdgeCopy.Unknown(), early)).isEqualTo(new Verdict.Wait());
    assertThat(judge(new EdgeCopy.None(), early)).isEqualTo(Verdict.Skip.NO_COPY);
  }

  private Verdict judge(EdgeCopy copy, Instant now) {
    return governor.judge(copy, EVICTED, now);
  }

  private static EdgeCopy aliveFor(Duration duration) {
    return new EdgeCopy.AliveUntil(NOW.plus(duration));
  }
}
