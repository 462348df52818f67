package dev.freshet.invalidator.governor;

import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.table.governor.GovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * All that one instance goes by when it decides on purges. Not thread-safe: an instance has one
 * batch at a time. Blocks for as long as the shared state does.
 */
public final class Governance {
  private final ViewCatalogue catalogue;
  private final PurgeGovernor governor;
  private final Marks marks;
  private final PurgeBudget budget;
  private final RecentPurges recent;
  private final InProgress inProgress = new InProgress();
  private final CallPace pace = new CallPace();

  /**
   * An instance that knows nothing yet.
   *
   * @param purgesPerMonth free and paid ones together, above zero
   */
  public Governance(
      GovernorState state,
      AwayListener listener,
      ViewCatalogue catalogue,
      ProtocolTimes times,
      long purgesPerMonth) {
    this.catalogue = catalogue;
    this.governor = new PurgeGovernor(times);
    this.marks = new Marks(state, listener, times, longestAtEdge(catalogue));
    this.budget = new PurgeBudget(state, listener, purgesPerMonth);
    this.recent = new RecentPurges(catalogue);
  }

  /** Whether more can be had; calls nobody until this instance has seen the budget's end. */
  public Spending spending(Instant now) {
    return budget.spending(now);
  }

  /** What is to be done about the copies of one view that was evicted. */
  public Verdict judge(ViewsEvicted evicted, Eviction eviction, Spending spending, Instant now) {
    return governor.judge(
        new Case(
            eviction.edge(),
            marks.absence(evicted),
            evicted.evictedAt(),
            recent.last(evicted.owner(), eviction.view())),
        spending,
        now);
  }

  /** A plan for what one batch wants purged. */
  public PurgePlan plan() {
    return new PurgePlan(catalogue);
  }

  /** Takes as many of these purges as may be sent in one call now, and counts them as spent. */
  public Grant grant(int wanted, Instant now) {
    int possible = Math.min(wanted, inProgress.room(now));
    int room = wanted - possible;
    if (possible == 0) {
      return new Grant(0, room, 0, 0);
    }
    if (!pace.take(now)) {
      return new Grant(0, room, possible, 0);
    }
    int granted = budget.reserve(possible, now);
    return new Grant(granted, room, 0, possible - granted);
  }

  /**
   * CloudFront took what was granted.
   *
   * @param sentAt no later than the call
   * @param createdAt when CloudFront took it first: whoever sends it again does not purge again
   * @return the time up to which copies count as purged
   */
  public Instant accepted(Invalidation invalidation, Instant sentAt, Instant createdAt) {
    Instant purgedAt = createdAt.isBefore(sentAt) ? createdAt : sentAt;
    pace.accepted();
    inProgress.add(invalidation.items().size(), sentAt);
    invalidation.items().forEach(item -> recent.add(item.tag(), purgedAt));
    return purgedAt;
  }

  /**
   * CloudFront is not known to have taken what was granted.
   *
   * @param maybeCharged whether it may have, all the same
   */
  public void refused(Invalidation invalidation, boolean maybeCharged, Instant now) {
    pace.refused(now);
    if (!maybeCharged) {
      budget.release(invalidation.items().size());
    }
  }

  /** Whether to purge everything now, once the budget is spent and new answers are short-lived. */
  public boolean mayWipe(Instant now) {
    return budget.mayWipe(now) && pace.take(now);
  }

  /** The same from every instance, so that CloudFront does and charges it once. */
  public String wipeReference() {
    return budget.wipeReference();
  }

  /** CloudFront took the purge of everything. */
  public void wiped(Instant at) {
    pace.accepted();
    budget.wiped(at);
  }

  /** CloudFront is not known to have taken the purge of everything. */
  public void wipeRefused(Instant now) {
    pace.refused(now);
  }

  private static Duration longestAtEdge(ViewCatalogue catalogue) {
    return catalogue.views().stream()
        .map(View::edgeTtl)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }
}
