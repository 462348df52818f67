package dev.freshet.bench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.operations.cost.Prices;
import dev.freshet.viewcache.lease.GrantTerms;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The goals of {@code docs/performance.md}, on workloads of some days, with each purge at its full
 * price: in so short a time most purges would be free.
 */
class CostReplayTest {
  private static final long SEED = 1;
  private static final Prices PRICES = Prices.load();

  /** The goal: at most this many times the cost of the cheapest rival. */
  private static final double LIKE_THE_CHEAPEST = 1.10;

  private static final double LIKE_THE_CLAIRVOYANT = 2;

  private static final double READ_MOSTLY = 1.40;

  /** A short workload, and Freshet's allowed cost relative to the cheapest rival. */
  record Scaled(Workload workload, Duration length, double toCheapest) {
    Trace trace() {
      return workload.trace(length, SEED);
    }

    @Override
    public String toString() {
      return workload.name();
    }
  }

  static Scaled[] workloads() {
    return new Scaled[] {
      new Scaled(People.HUMAN, Duration.ofDays(1), LIKE_THE_CHEAPEST),
      new Scaled(People.CARD_HEAVY, Duration.ofDays(1), LIKE_THE_CHEAPEST),
      new Scaled(
          new Items("read-mostly", 60, 40_000, 0.0002, true), Duration.ofDays(10), READ_MOSTLY),
      new Scaled(new Items("hot", 5, 50_000, 0.001, false), Duration.ofDays(2), LIKE_THE_CHEAPEST),
      new Scaled(
          new Items("middling", 20, 40_000, 0.003, false), Duration.ofDays(2), LIKE_THE_CHEAPEST),
      new Scaled(
          new Bursts("burst-60", 60, Duration.ofSeconds(6), Duration.ofSeconds(600)),
          Duration.ofDays(2),
          LIKE_THE_CHEAPEST),
      new Scaled(
          new Bursts("burst-200", 200, Duration.ofSeconds(20), Duration.ofSeconds(900)),
          Duration.ofDays(2),
          LIKE_THE_CHEAPEST)
    };
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void freshetCostsLittleMoreThanTheCheapestRivalAndNoAnswerIsLate(Scaled scaled) {
    CostOptions paid = CostOptions.parse("--paid");
    Map<Rival, Outcome> outcomes =
        CostReplay.outcomes(scaled.trace(), PRICES.withoutFreePurges(), paid.rivals());

    System.out.print(Report.header());
    outcomes.forEach((rival, outcome) -> System.out.print(Report.row(rival.label, outcome)));
    Comparison comparison = Comparison.of(outcomes, paid.freshet(), Bill::total);
    assertThat(comparison.toCheapest()).isLessThanOrEqualTo(scaled.toCheapest());
    assertThat(comparison.toClairvoyant()).isLessThan(LIKE_THE_CLAIRVOYANT);
    assertThat(outcomes.values())
        .allSatisfy(outcome -> assertThat(outcome.staleness().late()).isZero());
    assertWithoutBudget(outcomes);
  }

  private static void assertWithoutBudget(Map<Rival, Outcome> outcomes) {
    Outcome unpaid = Objects.requireNonNull(outcomes.get(Rival.FRESHET_WITHOUT_BUDGET));
    assertThat(unpaid.purges()).isZero();
    assertThat(unpaid.counts().get(Kind.GRANTS)).isZero();
    assertThat(unpaid.staleness().sinceEviction())
        .isLessThanOrEqualTo(World.TIMES.purgeWindow().plus(World.TIMES.shortEdgeTtl()).toMillis());
  }

  @Test
  void theFreePurgesAreUsed() {
    Trace trace = People.HUMAN.trace(Duration.ofDays(1), SEED);

    Outcome free = Replay.run(trace, PRICES, Rival.FRESHET_FREE.design);
    Outcome unpaid = Replay.run(trace, PRICES, Rival.FRESHET_WITHOUT_BUDGET.design);

    assertThat(free.purges()).isBetween(free.freePurges() * 8 / 10, 2 * free.freePurges());
    assertThat(free.edgeHits()).isGreaterThan(unpaid.edgeHits());
  }

  @Test
  void equalSeedsGiveEqualCounts() {
    Outcome one = fewPeople(SEED);
    Outcome same = fewPeople(SEED);
    Outcome other = fewPeople(SEED + 1);

    assertThat(one.counts()).hasToString(same.counts().toString());
    assertThat(one.staleness()).isEqualTo(same.staleness());
    assertThat(one.counts().toString()).isNotEqualTo(other.counts().toString());
  }

  private static Outcome fewPeople(long seed) {
    Trace trace = People.CARD_HEAVY.trace(Duration.ofHours(3), seed);
    return Replay.run(trace, PRICES, Rival.FRESHET_QUICK.design);
  }

  @Test
  void aBudgetThatTheLeasesWantMoreOfIsNotExceeded() {
    GrantTerms few = new GrantTerms(4, 6, 10);
    Trace trace = new Items("hot", 5, 50_000, 0.01, false).trace(Duration.ofDays(1), SEED);

    Outcome outcome = Replay.run(trace, PRICES, world -> new Freshet(world, few));

    assertThat(outcome.purges()).isBetween(5L, few.budget());
    assertThat(outcome.counts().get(Kind.REFUSED_GRANTS)).isPositive();
    assertThat(outcome.staleness().late()).isZero();
  }

  @Test
  void aLongAnswerThatIsNotPurgedIsFoundLate() {
    Trace trace = new Items("hot", 5, 50_000, 0.001, false).trace(Duration.ofHours(6), SEED);

    Outcome outcome = Replay.run(trace, PRICES, _ -> new ShortLives(300));

    assertThat(outcome.staleness().late()).isPositive();
  }

  @Test
  void optionsThatAreNotUnderstoodAreRefused() {
    assertThat(CostOptions.parse("--requests", "10", "--seed", "3"))
        .isEqualTo(new CostOptions(10, 3, "", false));
    assertThatThrownBy(() -> CostOptions.parse("--requests"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CostOptions.parse("--fast"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
