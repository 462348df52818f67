package dev.freshet.viewcache.purge;

import dev.freshet.domain.CacheTag;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * The next action of the edge invalidator. The outcome of the action yields the next step. The last
 * step is {@link Ended}. Steps are immutable. All steps may be repeated from the first one, because
 * messages can be redelivered.
 */
public sealed interface PurgeStep {
  /** Read what is recorded of the views. No answer is never "no lease". */
  record ReadRecords(PurgeWork work, int attempt) implements PurgeStep {
    public Query query(Instant now) {
      return work.query(YearMonth.from(now.atOffset(ZoneOffset.UTC)));
    }

    public PurgeStep read(Records records, Instant now) {
      PurgePlan plan = PurgePlanner.plan(work.rule(), work.notices(), records, now);
      return plan.items().isEmpty()
          ? new Ended(plan.waiting(), plan.reasons())
          : new Pay(work, plan, attempt);
    }

    public PurgeStep unavailable() {
      return work.allReturned();
    }
  }

  /** Record what pays for the purges, before they are sent. */
  record Pay(PurgeWork work, PurgePlan plan, int attempt) implements PurgeStep {
    public Records changed() {
      return plan.before();
    }

    public PurgeStep written(boolean done) {
      if (done) {
        return new Purge(work, plan);
      }
      return attempt < PurgeWork.MOST_ATTEMPTS
          ? new ReadRecords(work, attempt + 1)
          : work.allReturned();
    }

    /** If it was written, the purges count as spent. */
    public PurgeStep unavailable() {
      return work.allReturned();
    }
  }

  /** Send the purge: all items in one call. */
  record Purge(PurgeWork work, PurgePlan plan) implements PurgeStep {
    public List<CacheTag> tags() {
      return plan.items().stream().flatMap(item -> item.tags().stream()).toList();
    }

    public List<OwnerPurge> purges() {
      return plan.items().stream().map(PurgePlan.Item::purge).toList();
    }

    public PurgeStep accepted() {
      return new Settle(work, plan, true, 1);
    }

    /** It was not carried out, and costs nothing. */
    public PurgeStep refused() {
      return new Settle(work, plan, false, 1);
    }

    /** It may have been carried out: it counts as spent, and is sent again. */
    public PurgeStep unanswered() {
      return new Ended(plan.returned(), plan.reasons());
    }
  }

  /**
   * Read the records once more, to note that the copies are gone, or that nothing was spent.
   *
   * @param purged whether the purge was accepted
   */
  record Settle(PurgeWork work, PurgePlan plan, boolean purged, int attempt) implements PurgeStep {
    /** The month that paid, though another one may have begun since. */
    public Query query() {
      return work.query(plan.before().month());
    }

    public PurgeStep read(Records records, Instant now) {
      Settlement settlement = new Settlement(work.rule().times(), plan, records);
      return new Close(this, purged ? settlement.purged() : settlement.refunded(now));
    }

    public PurgeStep unavailable() {
      return ended();
    }

    Ended ended() {
      return new Ended(purged ? plan.waiting() : plan.returned(), plan.reasons());
    }
  }

  /** Write it. What cannot be written costs a purge too many later, and never one too few. */
  record Close(Settle settle, Records changed) implements PurgeStep {
    public PurgeStep written(boolean done) {
      return done || settle.attempt() >= PurgeWork.MOST_ATTEMPTS
          ? settle.ended()
          : new Settle(settle.work(), settle.plan(), settle.purged(), settle.attempt() + 1);
    }

    public PurgeStep unavailable() {
      return settle.ended();
    }
  }

  /**
   * The end.
   *
   * @param returned indexes of the notices to retry later; the others are done
   * @param reasons how many views were decided for each reason; empty if nothing was decided
   */
  record Ended(SortedSet<Integer> returned, SortedMap<PurgeReason, Integer> reasons)
      implements PurgeStep {}
}
