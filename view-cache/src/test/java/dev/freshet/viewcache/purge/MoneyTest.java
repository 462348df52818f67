package dev.freshet.viewcache.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random orders of grants, purges, refusals, late writes and turns of the month. */
class MoneyTest {
  private static final int STEPS = 1_500;

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void purgesArePaidAndNoMonthCommitsMoreThanItsBudget(int seed) {
    MoneyWorld world = new MoneyWorld(seed);
    for (int i = 0; i < STEPS; i++) {
      world.step();
      world.assertPaidWithinTheBudget();
      world.assertPrepaidGrantsAreReserved();
    }
  }

  @Test
  void theOrdersReachEveryKindOfEvent() {
    Set<String> reached = new TreeSet<>();
    for (int seed = 0; seed < 20; seed++) {
      MoneyWorld world = new MoneyWorld(seed);
      for (int i = 0; i < STEPS; i++) {
        world.step();
      }
      reached.addAll(world.events());
    }
    assertThat(reached)
        .contains(
            "BEING_PURGED",
            "BUDGET_SPENT",
            "FREE_SPENT",
            "NOT_EARNED",
            "SHARE_SPENT",
            "charged",
            "conflict",
            "granted",
            "late write",
            "late write without effect",
            "prepaid",
            "refused",
            "waits for a budget",
            "write");
  }
}
