package dev.freshet.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void aClosedLoopTimesEachCallAlone() throws Exception {
    Timing timing = new Load(1, SHORT).asFastAsPossible(() -> call(Duration.ofMillis(10)));

    assertThat(timing.count()).isBetween(1L, 20L);
    assertThat(timing.millis(50)).isGreaterThanOrEqualTo(9.9);
  }

  @Test
  void anOpenLoopChargesAPauseToEveryCallThatItHoldsUp() throws Exception {
    AtomicLong calls = new AtomicLong();
    Timing timing =
        new Load(1, SHORT)
            .at(
                1_000,
                () ->
                    call(() ->
                        calls.incrementAndGet() == 1 ? Duration.ofMillis(100) : Duration.ZERO));

    assertThat(timing.count()).isEqualTo(200);
    // The calls that were due during the pause waited for 50 ms on average.
    assertThat(timing.millis(75)).isGreaterThan(20);
  }

  @Test
  void answersOfAnotherLayerAreLeftOut() throws Exception {
    AtomicLong calls = new AtomicLong();
    Timing timing = new Load(2, SHORT).at(500, () -> () -> calls.getAndIncrement() % 2 == 0);

    assertThat(calls.get()).isEqualTo(100);
    assertThat(timing.count()).isEqualTo(50);
  }

  @Test
  void aWrongAnswerEndsTheMeasurement() {
    Load load = new Load(2, SHORT);

    assertThatThrownBy(() ->
            load.asFastAsPossible(() ->
                () -> {
                  throw new IllegalStateException("wrong");
                }))
        .hasRootCauseMessage("wrong");
  }

  @Test
  void timingsOfSeveralRoundsAreTakenTogether() throws Exception {
    Load load = new Load(1, SHORT);
    Timing both =
        load.at(100, () -> call(Duration.ZERO))
            .and(load.at(100, () -> call(Duration.ofMillis(30))));

    assertThat(both.count()).isEqualTo(40);
    assertThat(both.mostMillis()).isGreaterThanOrEqualTo(30);
    assertThat(both.perSecond()).isLessThan(110);
  }

  private interface Pause {
    Duration next();
  }

  private static Call call(Duration length) {
    return call(() -> length);
  }

  private static Call call(Pause pause) {
    return () -> {
      long end = System.nanoTime() + pause.next().toNanos();
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return true;
    };
  }
}
