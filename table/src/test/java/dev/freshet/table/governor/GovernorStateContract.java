package dev.freshet.table.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.table.governor.GovernorState.Reserved;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link GovernorState} keeps to. */
abstract class GovernorStateContract {
  private static final YearMonth MONTH = YearMonth.of(2026, 3);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");

  private GovernorState state;

  /** A state in which nothing is known. */
  abstract GovernorState empty();

  @BeforeEach
  void begin() {
    state = empty();
  }

  @Nested
  class AWitness {

    @Test
    void isKnownSinceItWasFirstNoted() {
      Witness witness = new Witness("run1", 7, 0);

      assertThat(state.firstSeen(witness, NOW)).isEqualTo(NOW);
      assertThat(state.firstSeen(witness, NOW.plusSeconds(60))).isEqualTo(NOW);
    }

    @Test
    void thatIsNotedOutOfOrderIsNeverSaidToBeYoungerThanTheNote() {
      Witness witness = new Witness("run1", 7, 0);
      state.firstSeen(witness, NOW);

      assertThat(state.firstSeen(witness, NOW.minusSeconds(5))).isEqualTo(NOW.minusSeconds(5));
    }

    @Test
    void isAnotherOneIfAnyOfItsNumbersIsAnother() {
      state.firstSeen(new Witness("run1", 7, 0), NOW);
      Instant later = NOW.plusSeconds(60);

      Stream.of(new Witness("run2", 7, 0), new Witness("run1", 8, 0), new Witness("run1", 7, 1))
          .forEach(other -> assertThat(state.firstSeen(other, later)).isEqualTo(later));
    }
  }

  @Nested
  class ABudget {

    @Test
    void grantsWhatIsLeftAndNoMore() {
      assertThat(state.reserve(MONTH, 6, 10)).isEqualTo(new Reserved(6, 6));
      assertThat(state.reserve(MONTH, 6, 10)).isEqualTo(new Reserved(4, 10));
      assertThat(state.reserve(MONTH, 1, 10)).isEqualTo(new Reserved(0, 10));
    }

    @Test
    void smallerThanTheFirstWishIsNotOverdrawnByIt() {
      assertThat(state.reserve(MONTH, 50, 10)).isEqualTo(new Reserved(10, 10));
      assertThat(state.reserve(MONTH.plusMonths(1), 50, 0)).isEqualTo(new Reserved(0, 0));
    }

    @Test
    void isNotOverdrawnByManyAtOnce() throws Exception {
      List<Callable<Integer>> calls =
          Stream.<Callable<Integer>>generate(() -> () -> state.reserve(MONTH, 3, 20).granted())
              .limit(16)
              .toList();
      int granted = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var call : threads.invokeAll(calls)) {
          granted += call.get();
        }
      }

      assertThat(granted).isEqualTo(20);
    }

    @Test
    void takesBackWhatWasNotUsedAndCountsWhatWasUsedUnreserved() {
      state.reserve(MONTH, 10, 10);
      state.release(MONTH, 4);
      assertThat(state.reserve(MONTH, 10, 10)).isEqualTo(new Reserved(4, 10));

      state.release(MONTH, -5);
      assertThat(state.reserve(MONTH, 10, 20)).isEqualTo(new Reserved(5, 20));
    }

    @Test
    void ofTheNextMonthIsWhole() {
      state.reserve(MONTH, 10, 10);

      assertThat(state.reserve(MONTH.plusMonths(1), 10, 10)).isEqualTo(new Reserved(10, 10));
    }

    @Test
    void knowsWhenEverythingWasPurgedForItsSake() {
      assertThat(state.wipedAt(MONTH, 10)).isEmpty();
      state.wiped(MONTH, 10, NOW);

      assertThat(state.wipedAt(MONTH, 10)).contains(NOW);
      assertThat(state.wipedAt(MONTH, 20)).isEmpty();
      assertThat(state.wipedAt(MONTH.plusMonths(1), 10)).isEmpty();
    }
  }

  @Nested
  class ALimit {

    @Test
    void isWhatWasWritten() {
      assertThat(state.edgeLimit()).isEmpty();
      assertThat(state.lower(limit(60, 100), NOW)).isEqualTo(limit(60, 100));
      assertThat(state.edgeLimit()).contains(limit(60, 100));
    }

    @Test
    void isNotRaisedByAnInstanceThatComesLate() {
      state.lower(limit(5, 100), NOW);

      assertThat(state.lower(limit(60, 100), NOW)).isEqualTo(limit(5, 100));
      assertThat(state.edgeLimit()).contains(limit(5, 100));
    }

    @Test
    void keepsTheTimeSinceWhichItHolds() {
      state.lower(limit(5, 100), NOW);
      EdgeLimit again = new EdgeLimit(Duration.ofSeconds(5), END, NOW.plusSeconds(9), 100);

      assertThat(state.lower(again, NOW.plusSeconds(9)).writtenAt()).isEqualTo(NOW);
    }

    @Test
    void givesWayToThatOfTheNextMonthAndToThatOfAnotherBudget() {
      state.lower(limit(5, 100), NOW);
      assertThat(state.lower(limit(60, 200), NOW)).isEqualTo(limit(60, 200));

      EdgeLimit next = new EdgeLimit(EdgeLimit.NONE, END.plusSeconds(1), END, 200);
      assertThat(state.lower(next, END)).isEqualTo(next);
    }

    private EdgeLimit limit(long seconds, long budget) {
      return new EdgeLimit(Duration.ofSeconds(seconds), END, NOW, budget);
    }
  }
}
