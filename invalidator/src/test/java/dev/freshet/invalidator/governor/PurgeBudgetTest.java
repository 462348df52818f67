package dev.freshet.invalidator.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.table.governor.EdgeLimit;
import dev.freshet.table.governor.InMemoryGovernorState;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurgeBudgetTest {
  private static final Instant NOW = Instant.parse("2026-01-31T23:00:00Z");
  private static final Instant END = Instant.parse("2026-02-01T00:00:00Z");
  private static final YearMonth MONTH = YearMonth.of(2026, 1);

  private final InMemoryGovernorState shared = new InMemoryGovernorState();
  private final List<String> unanswered = new ArrayList<>();
  private final PurgeBudget budget = instance(100);

  private PurgeBudget instance(long perMonth) {
    return new PurgeBudget(shared, (call, _) -> unanswered.add(call), perMonth);
  }

  @ParameterizedTest
  @CsvSource({"79, 86400", "80, 60", "94, 60", "95, 5", "99, 5"})
  void theLessIsLeftTheShorterNewAnswersLiveAtTheEdge(int spent, long seconds) {
    budget.reserve(spent, NOW);

    assertThat(shared.edgeLimit())
        .contains(new EdgeLimit(Duration.ofSeconds(seconds), END, NOW, 100));
  }

  @Test
  void allInstancesTogetherGetNoMoreThanTheBudgetWithoutTheLastPurge() {
    assertThat(budget.reserve(60, NOW)).isEqualTo(60);
    assertThat(instance(100).reserve(60, NOW)).isEqualTo(39);

    assertThat(budget.reserve(60, NOW)).isZero();
    assertThat(budget.spending(NOW)).isEqualTo(Spending.SPENT);
  }

  @Test
  void theWipeWaitsUntilTheShortLimitIsInForceEverywhereAndIsCountedAsTheLastPurge() {
    budget.reserve(100, NOW);

    Instant inForce = NOW.plus(PurgeBudget.LIMIT_IN_FORCE_AFTER);
    assertThat(budget.mayWipe(inForce.minusMillis(1))).isFalse();
    assertThat(budget.mayWipe(inForce)).isTrue();

    budget.wiped(inForce);
    assertThat(budget.spending(inForce)).isEqualTo(Spending.SPENT_AND_WIPED);
    assertThat(shared.spent(MONTH)).isEqualTo(100);
  }

  @Test
  void aWipeByOneInstanceIsSeenByTheOthers() {
    PurgeBudget other = instance(100);
    budget.reserve(100, NOW);
    other.reserve(1, NOW);
    budget.wiped(NOW.plusSeconds(120));

    assertThat(other.spending(NOW.plusSeconds(121))).isEqualTo(Spending.SPENT_AND_WIPED);
    assertThat(other.wipeReference()).isEqualTo(budget.wipeReference());
  }

  @Test
  void theNextMonthBeginsByItself() {
    budget.reserve(100, NOW);
    assertThat(shared.edgeLimit().orElseThrow().holdsAt(END.minusMillis(1))).isTrue();
    assertThat(shared.edgeLimit().orElseThrow().holdsAt(END)).isFalse();

    assertThat(budget.spending(END)).isEqualTo(Spending.WITHIN_BUDGET);
    assertThat(budget.reserve(10, END)).isEqualTo(10);
    assertThat(shared.edgeLimit().orElseThrow().atMost()).isEqualTo(EdgeLimit.NONE);
  }

  @Test
  void aLargerBudgetRaisesTheLimitAtOnce() {
    budget.reserve(100, NOW);

    assertThat(instance(1_000).reserve(10, NOW)).isEqualTo(10);
    assertThat(shared.edgeLimit().orElseThrow().atMost()).isEqualTo(EdgeLimit.NONE);
  }

  @Test
  void whatIsRefusedIsNotSpent() {
    budget.reserve(10, NOW);
    budget.release(4);

    assertThat(shared.spent(MONTH)).isEqualTo(6);
  }

  @Test
  void freshnessDoesNotWaitForTheAccountsWhichAreSettledLater() {
    shared.setAway(true);
    assertThat(budget.reserve(7, NOW)).isEqualTo(7);
    assertThat(budget.reserve(3, NOW)).isEqualTo(3);
    shared.setAway(false);
    assertThat(unanswered).containsExactly("reserve", "reserve");

    assertThat(budget.reserve(1, NOW)).isEqualTo(1);
    assertThat(shared.spent(MONTH)).isEqualTo(11);
  }
}
