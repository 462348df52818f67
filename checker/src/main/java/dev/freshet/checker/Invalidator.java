package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.invalidator.governor.EvictionNotice;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.invalidator.governor.Invalidation;
import dev.freshet.invalidator.governor.Invalidation.Item;
import dev.freshet.invalidator.governor.PurgePlan;
import dev.freshet.invalidator.governor.Spending;
import dev.freshet.invalidator.governor.Verdict;
import dev.freshet.table.governor.InMemoryGovernorState;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The edge invalidator. The production governor decides, by what an eviction answered; what it
 * decides is done at the simulated edge.
 */
final class Invalidator {

  private final World world;
  private final Sight sight;
  private final Instances instances;
  private final Map<YearMonth, Integer> charged = new HashMap<>();

  Invalidator(World world) {
    this(world, new Sight(world.variant()), new Instances(world));
  }

  private Invalidator(World world, Sight sight, Instances instances) {
    this.world = world;
    this.sight = sight;
    this.instances = instances;
  }

  Invalidator copy(World itsWorld) {
    return new Invalidator(itsWorld, sight, instances.copy(itsWorld));
  }

  InMemoryGovernorState state() {
    return instances.state();
  }

  /** Judges all of a batch, purges at once what it wants purged, returns what comes again. */
  Set<String> receive(List<Message> batch, Part.Call call) {
    Governance governance = instances.receiving(batch.getFirst());
    Instant now = world.at(world.time(), world.skew().invalidator());
    Spending spending = spending(governance, now);
    PurgePlan plan = governance.plan();
    Set<String> returned = new HashSet<>();
    for (Message message : batch) {
      message.tries++;
      message.goneFrom = 0;
      if (waits(message, governance, spending, plan, now)) {
        returned.add(message.id());
      }
    }
    List<Item> items = plan.items();
    int sent = items.isEmpty() ? 0 : send(governance, batch, items, now, call);
    boolean forgetful = world.variant() == Variant.REST_FORGOTTEN && sent > 0;
    if (!forgetful) {
      items.subList(sent, items.size()).stream()
          .flatMap(item -> item.notices().stream())
          .forEach(notice -> returned.add(notice.messageId()));
    }
    return returned;
  }

  /** Plans what a message wants purged. Returns whether anything of it has to wait. */
  private boolean waits(
      Message message, Governance governance, Spending spending, PurgePlan plan, Instant now) {
    EvictionNotice notice = message.notice();
    ViewsEvicted evicted = notice.evicted();
    boolean waits = false;
    for (Eviction eviction : evicted.evictions()) {
      Verdict verdict = governance.judge(sight.of(evicted, eviction), eviction, spending, now);
      switch (verdict) {
        case Verdict.Purge _ -> want(plan, eviction, notice);
        case Verdict.Skip skip -> skipped(message, skip, eviction.edge(), now);
        case Verdict.Wait _ -> waits = true;
      }
      if (world.journal().telling()) {
        world.tell(message, "at the edge, " + eviction.view() + ": " + Words.of(verdict));
      }
    }
    return waits;
  }

  private Spending spending(Governance governance, Instant now) {
    Spending spending = governance.spending(now);
    if (spending != Spending.SPENT) {
      return spending;
    }
    if (governance.mayWipe(now) || world.variant() == Variant.WIPE_EARLY) {
      int before = world.edge().itemsCharged();
      world.edge().wipe(governance.wipeReference(), world.millis());
      governance.wiped(now);
      charged(world.edge().itemsCharged() - before, now);
    }
    return governance.spending(now);
  }

  /** Redis looked like this before all time. */
  void sawLongAgo(Witness witness) {
    var _ = state().firstSeen(sight.of(witness), Instant.EPOCH);
  }

  private void want(PurgePlan plan, Eviction eviction, EvictionNotice notice) {
    boolean card = eviction.view().equals(ViewCatalogue.CARD.name());
    if (!card || world.variant() != Variant.CARD_UNTAGGED) {
      plan.add(eviction.view(), notice);
    }
  }

  /** What is left out has to be gone when a purge would have taken it, or as the budget says. */
  private void skipped(Message message, Verdict.Skip skip, EdgeCopy copy, Instant now) {
    Timing timing = world.timing();
    switch (skip) {
      case NO_COPY, PURGED_ALREADY, PURGED_SINCE_LOSS -> {}
      case EXPIRES_SOONER -> {
        boolean alive = copy instanceof EdgeCopy.AliveUntil(Instant until) && until.isAfter(now);
        message.goneNotBefore(alive ? world.time() + timing.purgeTicks() : world.time());
      }
      case BUDGET_SPENT -> message.goneNotBefore(message.evictedAt + timing.spentTicks());
    }
  }

  /** Returns how many of the items were purged, for all that is known: the first ones. */
  private int send(
      Governance governance, List<Message> batch, List<Item> items, Instant now, Part.Call call) {
    int granted = governance.grant(items.size(), now).granted();
    if (granted == 0) {
      return 0;
    }
    Invalidation invalidation = new Invalidation(items.subList(0, granted));
    if (call == Part.Call.FAILS) {
      governance.refused(invalidation, false, now);
      tell(batch, () -> "is not purged: the call fails");
      return 0;
    }
    Instant createdAt = purge(batch, invalidation, now);
    if (call == Part.Call.REPLY_LOST) {
      batch.forEach(message -> message.replyLost = true);
      world.edge().note(invalidation, world.timing().tick(createdAt));
      governance.refused(invalidation, true, now);
      tell(batch, () -> "has no reply to its purge");
      return 0;
    }
    boolean counted = world.variant() == Variant.RETRY_COUNTS;
    instances.accepted(governance, invalidation, now, counted ? now : createdAt);
    return granted;
  }

  private void tell(List<Message> batch, Supplier<String> what) {
    if (world.journal().telling()) {
      batch.forEach(message -> world.tell(message, what.get()));
    }
  }

  /**
   * Returns when CloudFront did it. It recognises by the reference what it was asked for before;
   * that is only to be known if the reply was lost, as nobody asks again otherwise.
   */
  private Instant purge(List<Message> batch, Invalidation invalidation, Instant now) {
    boolean maybeAsked = batch.stream().anyMatch(message -> message.replyLost);
    Long before = maybeAsked ? world.edge().asked(invalidation) : null;
    if (before == null) {
      world.edge().purge(invalidation);
      charged(invalidation.items().size(), now);
    }
    String how = before == null ? "is purged: " : "was purged before, not again: ";
    tell(batch, () -> how + String.join(", ", invalidation.paths()));
    return world.timing().at(before == null ? world.time() : before);
  }

  private void charged(int items, Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    if (charged.merge(month, items, Integer::sum) > world.setup().invalidators().purges()
        && state().refusals() == 0) {
      world.journal().violated("more was purged than the budget allows");
    }
  }

  long hash() {
    return instances.hash();
  }
}
