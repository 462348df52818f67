package dev.freshet.invalidator.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurgeGovernorTest {
  private static final Instant EVICTED = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration SKEW = Duration.ofMillis(500);
  private static final Instant NOW = EVICTED.plus(WINDOW);
  private static final Absence PROVEN = new Absence.Proven();

  private final PurgeGovernor governor = new PurgeGovernor(new ProtocolTimes(WINDOW, SKEW));

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
  void aCopyOfWhichRedisCannotTellIsPurged() {
    assertThat(judge(new EdgeCopy.Unknown(), NOW)).isEqualTo(Verdict.Purge.UNKNOWN);
  }

  @Test
  void nothingIsPurgedWhileAnswersFromBeforeTheEvictionMayBeOnTheirWay() {
    Instant early = NOW.minusMillis(1);

    assertThat(judge(aliveFor(Duration.ofMinutes(1)), early))
        .isEqualTo(Verdict.Wait.ANSWERS_IN_FLIGHT);
    assertThat(judge(new EdgeCopy.Unknown(), early)).isEqualTo(Verdict.Wait.ANSWERS_IN_FLIGHT);
    assertThat(judge(new EdgeCopy.None(), early)).isEqualTo(Verdict.Skip.NO_COPY);
  }

  @Nested
  class AMissingMark {

    @Test
    void thatMayBeLostIsPurged() {
      assertThat(judgeAbsent(Optional.empty(), Optional.empty()))
          .isEqualTo(Verdict.Purge.MARK_LOST);
      assertThat(judgeAbsent(Optional.of(EVICTED.minusSeconds(60)), Optional.empty()))
          .isEqualTo(Verdict.Purge.MARK_LOST);
    }

    @Test
    void ofAViewThatWasPurgedSinceRedisLostItsMemoryIsThatOfNoCopy() {
      Instant since = EVICTED.minusSeconds(60);
      Instant arrived = since.plus(WINDOW).plus(SKEW);

      assertThat(judgeAbsent(Optional.of(since), Optional.of(arrived)))
          .isEqualTo(Verdict.Skip.PURGED_SINCE_LOSS);
      assertThat(judgeAbsent(Optional.of(since), Optional.of(arrived.minusMillis(1))))
          .isEqualTo(Verdict.Purge.MARK_LOST);
    }

    @Test
    void maySayTooLittleOfACopyWhereMarksAreLost() {
      Absence lossPossible = new Absence.LossPossible(Optional.empty());
      Case soonDead =
          new Case(
              new EdgeCopy.AliveUntil(NOW.plusSeconds(1)), lossPossible, EVICTED, Optional.empty());

      assertThat(governor.judge(soonDead, Spending.WITHIN_BUDGET, NOW))
          .isEqualTo(Verdict.Purge.MARK_LOST);
      assertThat(governor.judge(soonDead, Spending.SPENT, NOW)).isEqualTo(Verdict.Wait.WIPE);
    }

    @Test
    void isNoReasonToDoubtTheMarkOfAViewThatWasPurgedSince() {
      Instant since = EVICTED.minusSeconds(60);
      Case soonDead =
          new Case(
              new EdgeCopy.AliveUntil(NOW.plusSeconds(1)),
              new Absence.LossPossible(Optional.of(since)),
              EVICTED,
              Optional.of(since.plus(WINDOW).plus(SKEW)));

      assertThat(governor.judge(soonDead, Spending.WITHIN_BUDGET, NOW))
          .isEqualTo(Verdict.Skip.EXPIRES_SOONER);
    }

    private Verdict judgeAbsent(Optional<Instant> since, Optional<Instant> purgedAt) {
      Absence absence = new Absence.LossPossible(since);
      return governor.judge(
          new Case(new EdgeCopy.None(), absence, EVICTED, purgedAt), Spending.WITHIN_BUDGET, NOW);
    }
  }

  @Nested
  class AnEarlierPurge {

    @Test
    void thatCameWhenAllOlderAnswersHadArrivedIsEnough() {
      Instant arrived = EVICTED.plus(WINDOW).plus(SKEW);

      assertThat(judgePurgedAt(arrived)).isEqualTo(Verdict.Skip.PURGED_ALREADY);
      assertThat(judgePurgedAt(arrived.minusMillis(1))).isEqualTo(Verdict.Purge.ALIVE);
    }

    private Verdict judgePurgedAt(Instant purge) {
      EdgeCopy copy = new EdgeCopy.AliveUntil(NOW.plusSeconds(600));
      return governor.judge(
          new Case(copy, PROVEN, EVICTED, Optional.of(purge)),
          Spending.WITHIN_BUDGET,
          NOW.plusSeconds(60));
    }
  }

  @Nested
  class OnceTheBudgetIsSpent {

    @Test
    void aShortLivedCopyIsLeftToExpire() {
      EdgeCopy made = new EdgeCopy.AliveUntil(EVICTED.plusMillis(2_000 + 5_000 + 1_000));

      assertThat(judge(made, Spending.SPENT)).isEqualTo(Verdict.Skip.BUDGET_SPENT);
      assertThat(judge(made, Spending.WITHIN_BUDGET)).isEqualTo(Verdict.Purge.ALIVE);
    }

    @Test
    void aLongLivedOneWaitsForTheWipeThatTakesThemAll() {
      EdgeCopy made = new EdgeCopy.AliveUntil(EVICTED.plusMillis(2_000 + 5_000 + 1_001));

      assertThat(judge(made, Spending.SPENT)).isEqualTo(Verdict.Wait.WIPE);
      assertThat(judge(new EdgeCopy.Unknown(), Spending.SPENT)).isEqualTo(Verdict.Wait.WIPE);
      assertThat(judge(made, Spending.SPENT_AND_WIPED)).isEqualTo(Verdict.Skip.BUDGET_SPENT);
    }

    private Verdict judge(EdgeCopy copy, Spending spending) {
      return governor.judge(new Case(copy, PROVEN, EVICTED, Optional.empty()), spending, NOW);
    }
  }

  private Verdict judge(EdgeCopy copy, Instant now) {
    return governor.judge(
        new Case(copy, PROVEN, EVICTED, Optional.empty()), Spending.WITHIN_BUDGET, now);
  }

  private static EdgeCopy aliveFor(Duration duration) {
    return new EdgeCopy.AliveUntil(NOW.plus(duration));
  }
}
