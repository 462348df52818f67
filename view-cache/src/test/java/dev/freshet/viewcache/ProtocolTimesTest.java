package dev.freshet.viewcache;

import static dev.freshet.viewcache.SteppedClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProtocolTimesTest {
  private static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));

  @Test
  void anAnswerMayUseHalfOfTheWindow() {
    assertThat(TIMES.isSlow(START, START.plusSeconds(1))).isFalse();
    assertThat(TIMES.isSlow(START, START.plusSeconds(1).plusNanos(1))).isTrue();
  }

  @Test
  void aClockThatWentBackwardsHasMeasuredNothing() {
    assertThat(TIMES.isSlow(START, START)).isFalse();
    assertThat(TIMES.isSlow(START, START.minusMillis(1))).isTrue();
  }

  @Test
  void clocksMayDifferByTheSkewInEitherDirection() {
    assertThat(TIMES.apart(START, START.plusMillis(500))).isFalse();
    assertThat(TIMES.apart(START.plusMillis(500), START)).isFalse();
    assertThat(TIMES.apart(START, START.plusMillis(501))).isTrue();
    assertThat(TIMES.apart(START.plusMillis(501), START)).isTrue();
  }

  @Test
  void aShortCopyIsGoneBeforeAPurgeTakesEffect() {
    assertThat(TIMES.shortEdgeTtl()).isEqualTo(Duration.ofSeconds(4));
    assertThat(withSkew(Duration.ZERO).shortEdgeTtl()).isEqualTo(ProtocolTimes.PURGE_DELAY);
    assertThat(withSkew(Duration.ofMinutes(1)).shortEdgeTtl()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aLongLifeIsCountedOncePerTierAfterTheWayAndTheSkew() {
    assertThat(TIMES.endOfLife(START, Duration.ofSeconds(100)))
        .isEqualTo(START.plusMillis(2_000 + 200_000 + 500));
    assertThat(TIMES.lifeUntil(START.plusMillis(202_500), START))
        .isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void noLifeIsLeftOnTheWay() {
    assertThat(TIMES.lifeUntil(START.plusSeconds(2), START)).isNegative();
  }

  @Test
  void theWindowHasTwoHalvesAndTheSkewIsNotNegative() {
    assertThat(new ProtocolTimes(Duration.ofMillis(2), Duration.ZERO).purgeWindow()).hasMillis(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProtocolTimes(Duration.ofMillis(1), Duration.ZERO))
        .withMessageContaining("purgeWindow");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> withSkew(Duration.ofMillis(-1)))
        .withMessageContaining("clockSkew");
  }

  private static ProtocolTimes withSkew(Duration skew) {
    return new ProtocolTimes(Duration.ofSeconds(2), skew);
  }
}
