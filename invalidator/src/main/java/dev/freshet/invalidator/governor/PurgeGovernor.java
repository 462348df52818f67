package dev.freshet.invalidator.governor;

import static dev.freshet.viewcache.protocol.ProtocolTimes.PURGE_DELAY;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which evicted views are purged from the edge. A purge costs as much as about a thousand
 * calls of the API, so each must be worth it; one that is left out must cost no freshness, or, once
 * the budget is spent, no more than {@link Stage#SHORTEST}. Pure.
 */
record PurgeGovernor(ProtocolTimes times) {

  Verdict judge(Case evicted, Spending spending, Instant now) {
    return switch (evicted.copy()) {
      case EdgeCopy.None() -> judgeAbsent(evicted, spending, now);
      case EdgeCopy.AliveUntil(Instant until) -> judgeAlive(until, evicted, spending, now);
      case EdgeCopy.Unknown() -> judge(Verdict.Purge.UNKNOWN, evicted, spending, now);
    };
  }

  /** Where a mark was lost, one may be there that another answer made, for a shorter time. */
  private Verdict judgeAlive(Instant until, Case evicted, Spending spending, Instant now) {
    Optional<Verdict> leftOut = leftOut(until, evicted, spending, now);
    if (leftOut.isEmpty()) {
      return judge(Verdict.Purge.ALIVE, evicted, spending, now);
    }
    return allMarked(evicted)
        ? leftOut.get()
        : judge(Verdict.Purge.MARK_LOST, evicted, spending, now);
  }

  private Optional<Verdict> leftOut(Instant until, Case evicted, Spending spending, Instant now) {
    if (!until.isAfter(now.plus(PURGE_DELAY))) {
      return Optional.of(Verdict.Skip.EXPIRES_SOONER);
    }
    boolean spent = spending != Spending.WITHIN_BUDGET;
    return spent && !until.isAfter(evicted.evictedAt().plus(longestOnceSpent()))
        ? Optional.of(Verdict.Skip.BUDGET_SPENT)
        : Optional.empty();
  }

  private Verdict judgeAbsent(Case evicted, Spending spending, Instant now) {
    if (!allMarked(evicted)) {
      return judge(Verdict.Purge.MARK_LOST, evicted, spending, now);
    }
    return switch (evicted.absence()) {
      case Absence.Proven() -> Verdict.Skip.NO_COPY;
      case Absence.LossPossible _ -> Verdict.Skip.PURGED_SINCE_LOSS;
    };
  }

  /** Whether the mark speaks for all copies: it was not lost, or those from before are purged. */
  private boolean allMarked(Case evicted) {
    return switch (evicted.absence()) {
      case Absence.Proven() -> true;
      case Absence.LossPossible(Optional<Instant> since) ->
          since.filter(first -> purgedAllFrom(first, evicted.purgedAt())).isPresent();
    };
  }

  private Verdict judge(Verdict.Purge purge, Case evicted, Spending spending, Instant now) {
    if (purgedAllFrom(evicted.evictedAt(), evicted.purgedAt())) {
      return Verdict.Skip.PURGED_ALREADY;
    }
    if (spending == Spending.SPENT_AND_WIPED) {
      return Verdict.Skip.BUDGET_SPENT;
    }
    if (now.isBefore(evicted.evictedAt().plus(times.purgeWindow()))) {
      return Verdict.Wait.ANSWERS_IN_FLIGHT;
    }
    return spending == Spending.SPENT ? Verdict.Wait.WIPE : purge;
  }

  /** Whether a purge came after every answer that passed Redis before this time had arrived. */
  private boolean purgedAllFrom(Instant passed, Optional<Instant> purgedAt) {
    Instant arrived = passed.plus(times.purgeWindow()).plus(times.clockSkew());
    return purgedAt.filter(purge -> !purge.isBefore(arrived)).isPresent();
  }

  /** What is left to a copy at its eviction, if it was made under the shortest limit. */
  private Duration longestOnceSpent() {
    return times.purgeWindow().plus(Stage.SHORTEST).plus(times.clockSkew().multipliedBy(2));
  }
}
