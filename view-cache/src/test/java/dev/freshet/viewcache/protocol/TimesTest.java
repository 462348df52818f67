package dev.freshet.viewcache.protocol;

import static dev.freshet.viewcache.SteppedClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void aWindowHasTwoHalves() {
    ProtocolTimes shortest = new ProtocolTimes(Duration.ofMillis(2), Duration.ZERO);
    EdgePolicy store = new EdgePolicy.Store(60);
    assertThat(shortest.unlessSlow(store, START, START.plusMillis(1))).isEqualTo(store);
    assertThat(shortest.unlessSlow(store, START, START.plusMillis(1).plusNanos(1)))
        .isEqualTo(new EdgePolicy.NoStore(Decision.SLOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProtocolTimes(Duration.ofMillis(1), Duration.ZERO))
        .withMessageContaining("purgeWindow");
  }

  @Test
  void clocksDoNotDifferByLessThanNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(-1)))
        .withMessageContaining("clockSkew");
  }

  @Test
  void aCopyOfAHotViewIsGoneBeforeAPurgeOfItWouldHaveTakenEffect() {
    assertThat(withSkew(Duration.ZERO).hotEdgeTtl()).isEqualTo(ProtocolTimes.PURGE_DELAY);
    assertThat(withSkew(Duration.ofMillis(500)).hotEdgeTtl()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aCopyOfAHotViewLivesForASecondHoweverFarTheClocksAreApart() {
    assertThat(withSkew(Duration.ofMinutes(1)).hotEdgeTtl()).isEqualTo(Duration.ofSeconds(1));
  }

  private static ProtocolTimes withSkew(Duration skew) {
    return new ProtocolTimes(Duration.ofSeconds(2), skew);
  }

  @Test
  void whatIsKeptForNoTimeIsNotStored() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgePolicy.Store(0));
  }
}
