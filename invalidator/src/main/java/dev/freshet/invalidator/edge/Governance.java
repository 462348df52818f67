package dev.freshet.invalidator.edge;

import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.table.governor.GovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * All that one instance goes by when it decides on purges. Not thread-safe: an instance has one
 * batch at a time.
 */
final class Governance {
  private final PurgeGovernor governor;
  private final Marks marks;
  private final PurgeBudget budget;
  private final RecentPurges recent = new RecentPurges();
  private final InProgress inProgress = new InProgress();
  private final CallPace pace = new CallPace();

  Governance(GovernorState state, ProtocolTimes times, long purgesPerMonth) {
    this.governor = new PurgeGovernor(times);
    this.marks = new Marks(state, times, longestAtEdge(ViewCatalogue.FRESHET));
    this.budget = new PurgeBudget(state, purgesPerMonth);
  }

  Verdict judge(EvictionNotice notice, Eviction eviction, Spending spending, Instant now) {
    var evicted = notice.evicted();
    return governor.judge(
        new Case(
            eviction.edge(),
            marks.absence(evicted),
            evicted.evictedAt(),
            recent.last(evicted.owner(), eviction.view())),
        spending,
        now);
  }

  PurgeBudget budget() {
    return budget;
  }

  RecentPurges recent() {
    return recent;
  }

  InProgress inProgress() {
    return inProgress;
  }

  CallPace pace() {
    return pace;
  }

  private static Duration longestAtEdge(ViewCatalogue catalogue) {
    return catalogue.views().stream()
        .map(View::edgeTtl)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
