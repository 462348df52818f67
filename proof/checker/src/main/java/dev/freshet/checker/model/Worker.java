package dev.freshet.checker.model;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.purge.PurgeRule;
import dev.freshet.viewcache.purge.PurgeStep;
import dev.freshet.viewcache.purge.PurgeWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An edge invalidator: receives notices and executes the production steps, one per action. */
final class Worker {
  /** Numbered after those of the readers. */
  private static final int FIRST_CALLER = 64;

  /** So many purges that the budget never refuses one. */
  private static final long MUCH = 1_000_000;

  private final World world;
  private final int number;
  private final int clock;

  private List<Notice> notices = List.of();
  private @Nullable PurgeStep step;
  private long madeAt;

  /** Hashes all reads and replies so far. */
  private long seen;

  private boolean purged;

  Worker(World world, int number, int clock) {
    this.world = world;
    this.number = number;
    this.clock = clock;
  }

  /** Copies it for a copy of its world. */
  Worker(World world, Worker from) {
    this.world = world;
    number = from.number;
    clock = from.clock;
    notices = from.notices;
    step = from.step;
    madeAt = from.madeAt;
    seen = from.seen;
    purged = from.purged;
  }

  boolean idle() {
    return step == null;
  }

  int caller() {
    return FIRST_CALLER + number;
  }

  boolean callsStore() {
    return step != null && !(step instanceof PurgeStep.Purge);
  }

  boolean writes() {
    return step instanceof PurgeStep.Pay || step instanceof PurgeStep.Close;
  }

  boolean purges() {
    return step instanceof PurgeStep.Purge;
  }

  List<Notice> notices() {
    return notices;
  }

  void withoutPromise(int owner) {
    notices = notices.stream().map(it -> it.owner() == owner ? it.withoutPromise() : it).toList();
  }

  void take(List<Notice> some) {
    notices = List.copyOf(some);
    world.queues().taken(some);
    say(() -> "takes " + notices);
    Instant now = at(world.time());
    boolean waited =
        world.variant() != Variant.NO_WINDOW && world.variant() != Variant.CLOCK_BELIEVED;
    List<ViewsEvicted> due = new ArrayList<>();
    for (Notice notice : notices) {
      if (waited && !rule().isDue(notice.evicted(), now)) {
        world.journal().violated("a notice was delivered that is not due");
      }
      due.add(notice.evicted());
    }
    seen = Hash.of(due.hashCode());
    purged = false;
    make(new PurgeWork(rule(), due).begin());
  }

  private PurgeRule rule() {
    GrantTerms terms = world.setup().terms();
    GrantTerms mine =
        world.variant() == Variant.BUDGET_UNREAD
            ? new GrantTerms(terms.freePurges(), MUCH, terms.savedForPaid())
            : terms;
    return new PurgeRule(world.shelf().catalogue(), world.timing().times(), mine);
  }

  private Instant at(long tick) {
    return world.at(tick, clock);
  }

  void advance(Call call) {
    switch (step) {
      case PurgeStep.ReadRecords read -> make(read(read, call));
      case PurgeStep.Pay pay -> make(pay(pay, call));
      case PurgeStep.Purge purge -> make(purge(purge, call));
      case PurgeStep.Settle settle -> make(settle(settle, call));
      case PurgeStep.Close close -> make(close(close, call));
      case PurgeStep.Ended _ -> throw new IllegalStateException("the work has ended");
      case null -> throw new IllegalStateException("nothing was taken");
    }
    if (step instanceof PurgeStep.Ended ended) {
      end(ended);
    }
  }

  private PurgeStep read(PurgeStep.ReadRecords read, Call call) {
    say(() -> "reads the leases" + call.text());
    Instant now = at(madeAt);
    if (call != Call.WORKS) {
      return world.variant() == Variant.NO_LEASE_ASSUMED
          ? read.read(world.emptyStore().read(read.query(now)), now)
          : read.unavailable();
    }
    Records records = world.store().read(read.query(now));
    seen = Hash.of(seen, RecordHash.of(records), madeAt);
    List<ViewsEvicted> evicted = notices.stream().map(Notice::evicted).toList();
    PurgeStep next = read.read(BrokenRecords.decidedOn(world.variant(), records, evicted), now);
    return world.variant() == Variant.PAID_LATE && next instanceof PurgeStep.Pay pay
        ? pay.written(true)
        : next;
  }

  private PurgeStep pay(PurgeStep.Pay pay, Call call) {
    say(() -> "pays: " + Words.of(pay.changed(), world) + call.text());
    try {
      boolean done = world.store().write(pay.changed(), caller(), call);
      seen = Hash.of(seen, done ? 1 : 0);
      return pay.written(done);
    } catch (LeaseStoreUnavailableException _) {
      return pay.unavailable();
    } finally {
      world.paid();
    }
  }

  private PurgeStep purge(PurgeStep.Purge purge, Call call) {
    List<CacheTag> tags = purge.tags();
    say(() -> "purges " + tags + call.text());
    boolean counts =
        world.variant() == Variant.RETRY_COUNTS
            && world.edge().recently(tags, world.time(), world.timing().windowTicks() * 4);
    if (call.isCarriedOut() && !counts) {
      world.edge().accept(tags, purge.plan().before().month(), world.time());
      world.paid();
    }
    seen = Hash.of(seen, call.text().hashCode());
    return switch (call) {
      case WORKS -> accepted(purge);
      case REFUSED -> purge.refused();
      default -> unanswered(purge);
    };
  }

  private PurgeStep accepted(PurgeStep.Purge purge) {
    purged = true;
    return purge.accepted();
  }

  private PurgeStep unanswered(PurgeStep.Purge purge) {
    return switch (world.variant()) {
      case REFUND_UNANSWERED -> purge.refused();
      case UNANSWERED_DONE -> purge.accepted();
      default -> purge.unanswered();
    };
  }

  private PurgeStep settle(PurgeStep.Settle settle, Call call) {
    say(() -> "reads the leases once more" + call.text());
    if (call != Call.WORKS) {
      return settle.unavailable();
    }
    Instant now = at(madeAt);
    Records records = world.store().read(settle.query());
    seen = Hash.of(seen, RecordHash.of(records), madeAt);
    return BrokenRecords.settled(world.variant(), settle.read(records, now), records);
  }

  private PurgeStep close(PurgeStep.Close close, Call call) {
    say(() -> "records " + Words.of(close.changed(), world) + call.text());
    try {
      boolean done = world.store().write(close.changed(), caller(), call);
      seen = Hash.of(seen, done ? 1 : 0);
      return close.written(done);
    } catch (LeaseStoreUnavailableException _) {
      return close.unavailable();
    } finally {
      world.paid();
    }
  }

  private void make(PurgeStep next) {
    step = next;
    madeAt = world.time();
  }

  private void end(PurgeStep.Ended ended) {
    boolean forgotten = world.variant() == Variant.REST_FORGOTTEN && purged;
    for (int i = 0; i < notices.size(); i++) {
      if (ended.returned().contains(i) && !forgotten) {
        world.queues().add(notices.get(i).later(world.time() + 1));
      } else {
        world.promises().done(notices.get(i));
      }
    }
    say(() ->
        "is done: "
            + Words.of(ended.reasons())
            + (ended.returned().isEmpty() ? "" : ", returned " + ended.returned()));
    stop();
  }

  /** The function stops: the queue delivers its messages again. */
  void crash() {
    say(() -> "stops, its notices come again");
    notices.forEach(world.queues()::add);
    stop();
  }

  private void stop() {
    notices = List.of();
    step = null;
    seen = 0;
  }

  private void say(Supplier<String> what) {
    if (world.journal().telling()) {
      world.journal().tell(world.time(), "edge invalidator " + number + " " + what.get());
    }
  }

  long hash() {
    if (step == null) {
      return Hash.of(clock);
    }
    Records writing =
        switch (step) {
          case PurgeStep.Pay pay -> pay.changed();
          case PurgeStep.Close close -> close.changed();
          default -> null;
        };
    long held = 0;
    for (Notice notice : notices) {
      held = Hash.of(held, notice.hash());
    }
    return Hash.of(
        clock,
        held,
        seen,
        madeAt,
        step.getClass().hashCode(),
        purged ? 1 : 0,
        writing == null ? 0 : world.store().dynamic(writing));
  }
}
