package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void aWindowHasTwoHalves() {
    ProtocolTimes shortest = new ProtocolTimes(Duration.ofMillis(2), Duration.ZERO);
    assertThat(shortest.answerBudget()).isEqualTo(Duration.ofMillis(1));
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
  void whatIsKeptForNoTimeIsNotStored() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgePolicy.Store(0));
  }
}
