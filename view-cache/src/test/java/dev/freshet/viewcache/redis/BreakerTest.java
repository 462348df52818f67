package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private long now = -1; // nanoTime may begin anywhere
  private final Breaker breaker = new Breaker(() -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  /** A call of 50 ms that gets no answer. */
  private boolean silence() {
    long begun = breaker.now();
    pass(Duration.ofMillis(50));
    return breaker.failed(begun);
  }

  private void open() {
    silence();
    assertThat(silence()).isTrue();
  }

  @Test
  void oneFailureMayBeAPause() {
    assertThat(silence()).isFalse();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void twoFailuresInARowOpenIt() {
    open();
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void anAnswerBetweenTwoFailuresKeepsItClosed() {
    silence();
    breaker.answered();
    assertThat(silence()).isFalse();
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void callsThatWereUnderWayTogetherCountOnce() {
    long begun = breaker.now();
    pass(Duration.ofMillis(50));
    for (int i = 0; i < 10; i++) {
      assertThat(breaker.failed(begun)).isFalse();
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void aFailureOfBeforeAnAnswerDoesNotCountAfterIt() {
    silence();
    long begun = breaker.now();
    pass(Duration.ofMillis(50));
    breaker.answered();
    breaker.failed(begun);
    assertThat(silence()).isFalse();
  }

  @Test
  void oneCallerASecondFindsOutWhetherTheServerIsBack() {
    open();
    assertThat(breaker.probeIsDue()).isFalse();
    pass(Breaker.PROBE_EVERY);
    assertThat(breaker.probeIsDue()).isTrue();
    assertThat(breaker.probeIsDue()).isFalse();
    pass(Breaker.PROBE_EVERY);
    assertThat(breaker.probeIsDue()).isTrue();
  }

  @Test
  void failuresWhileItIsOpenPutNoProbeOff() {
    open();
    pass(Breaker.PROBE_EVERY.dividedBy(2));
    assertThat(silence()).isFalse();
    pass(Breaker.PROBE_EVERY.dividedBy(2));
    assertThat(breaker.probeIsDue()).isTrue();
  }

  @Test
  void anAnswerClosesItAndNothingIsToBeFoundOutThen() {
    open();
    breaker.answered();
    pass(Breaker.PROBE_EVERY);
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.probeIsDue()).isFalse();
  }
}
