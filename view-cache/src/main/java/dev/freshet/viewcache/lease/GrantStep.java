package dev.freshet.viewcache.lease;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The next action of a reader that asks for a lease. The outcome of the action yields the next
 * step. The last step is {@link Ended}. Steps are immutable. A reader may stop at any step; its
 * answer is short then.
 */
public sealed interface GrantStep {
  /** Ask the cache for the turn to grant. */
  record Elect(GrantRequest request) implements GrantStep {
    /** The other callers wait for as long as a grant takes. */
    public static final Duration TURN = Duration.ofMillis(100);

    public ViewKey view() {
      return request.own().view();
    }

    public Generation generation() {
      return request.own().generation();
    }

    /** Continues. If the cache's clock is wrong, no grant is made. */
    public GrantStep answered(Election election, Instant now) {
      return switch (election) {
        case Election.Elected(Instant cacheTime) ->
            request.times().apart(cacheTime, now)
                ? Ended.without(GrantOutcome.CLOCKS_APART)
                : new ReadRecords(request);
        case Election.NotElected _ -> Ended.without(GrantOutcome.NOT_ELECTED);
      };
    }
  }

  /** Read the records that a grant changes. */
  record ReadRecords(GrantRequest request) implements GrantStep {
    public Query query(Instant now) {
      return request.query(now);
    }

    /** Goes on with what is recorded. */
    public GrantStep read(Records records, Instant now) {
      return switch (GrantPlanner.plan(request, records, now)) {
        case GrantPlan.Write(Records changed, Instant until) ->
            new WriteRecords(request, changed, until);
        case GrantPlan.Refused(GrantOutcome reason) -> new Postpone(request, reason);
      };
    }

    /** Goes on without: the answer is short. */
    public GrantStep unavailable() {
      return Ended.without(GrantOutcome.STORE_UNAVAILABLE);
    }
  }

  /** Record the leases and what they reserve of the budget, before any answer leaves long. */
  record WriteRecords(GrantRequest request, Records changed, Instant until) implements GrantStep {
    /** Goes on. */
    public GrantStep written(boolean done) {
      return done ? new NoteLeases(request, until) : Ended.without(GrantOutcome.CONFLICT);
    }

    /** It is not known whether the lease was recorded, so no answer may rely on it. */
    public GrantStep unavailable() {
      return Ended.without(GrantOutcome.STORE_UNAVAILABLE);
    }
  }

  /** Note the lease with each part's pages, if they are still of the same generation. */
  record NoteLeases(GrantRequest request, Instant until) implements GrantStep {
    public List<LeasePart> parts() {
      return request.missing();
    }

    /** Goes on: whether all parts are noted. */
    public GrantStep noted(boolean all) {
      return all
          ? new Ended(GrantOutcome.GRANTED, until)
          : Ended.without(GrantOutcome.GENERATION_ENDED);
    }
  }

  /** Have all callers wait before they try again. */
  record Postpone(GrantRequest request, GrantOutcome reason) implements GrantStep {
    /** A spent budget is asked once a minute and view. */
    public static final Duration DELAY = Duration.ofMinutes(1);

    public ViewKey view() {
      return request.own().view();
    }

    public Generation generation() {
      return request.own().generation();
    }

    public GrantStep postponed() {
      return Ended.without(reason);
    }
  }

  /**
   * The end.
   *
   * @param until when the leases of the parts that lacked one end at the earliest; of no meaning
   *     unless granted
   */
  record Ended(GrantOutcome outcome, Instant until) implements GrantStep {
    static Ended without(GrantOutcome reason) {
      return new Ended(reason, Instant.EPOCH);
    }
  }
}
