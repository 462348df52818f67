package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
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
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The edge invalidator. The production governor decides, by what an eviction answered; what it
 * decides is done at the simulated edge.
 */
final class Invalidator {

  /** As good as none. */
  private static final Duration NO_WINDOW = Duration.ofMillis(2);

  private final World world;
  private final Sight sight;
  private final InMemoryGovernorState state;

  /** Those that live on. */
  private final List<Governance> instances = new ArrayList<>();

  /** Where none lives on: what the one before did. */
  private final Map<CacheTag, Instant> purges = new HashMap<>();

  private final Map<YearMonth, Integer> charged = new HashMap<>();

  Invalidator(World world) {
    this.world = world;
    sight = new Sight(world.variant());
    state = new InMemoryGovernorState();
    for (int i = 0; i < world.setup().invalidators().lasting(); i++) {
      instances.add(newInstance());
    }
  }

  private Invalidator(World world, Invalidator from) {
    if (!from.instances.isEmpty()) {
      throw new IllegalStateException("what an instance knows cannot be copied");
    }
    this.world = world;
    sight = from.sight;
    state = from.state.copy();
    purges.putAll(from.purges);
  }

  Invalidator copy(World itsWorld) {
    return new Invalidator(itsWorld, this);
  }

  InMemoryGovernorState state() {
    return state;
  }

  private Governance newInstance() {
    ProtocolTimes times = world.timing().times();
    return new Governance(
        state,
        (_, _) -> {},
        world.catalogue(),
        world.variant() == Variant.NO_WINDOW
            ? new ProtocolTimes(NO_WINDOW, times.clockSkew())
            : times,
        world.setup().invalidators().purges());
  }

  private Governance instance(Message message) {
    if (!instances.isEmpty()) {
      return instances.get((message.serial + message.tries) % instances.size());
    }
    Governance instance = newInstance();
    purges.forEach((tag, at) ->
        instance.accepted(new Invalidation(List.of(new Item(tag, List.of()))), at, at));
    return instance;
  }

  /** Returns whether the message was served; otherwise it comes again. */
  boolean receive(Message message, ViewsEvicted evicted, Part.Call call) {
    Governance governance = instance(message);
    Instant now = world.at(world.time(), world.skew().invalidator());
    message.tries++;
    message.goneFrom = 0;
    Spending spending = spending(governance, now);
    EvictionNotice notice = new EvictionNotice("", message.change.metadata(), evicted);
    PurgePlan plan = governance.plan();
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
    boolean sent = plan.wanted() == 0 || send(governance, message, plan.items(), now, call);
    return sent && !waits;
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
    var _ = state.firstSeen(sight.of(witness), Instant.EPOCH);
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

  private boolean send(
      Governance governance, Message message, List<Item> items, Instant now, Part.Call call) {
    int granted = governance.grant(items.size(), now).granted();
    if (granted == 0) {
      return false;
    }
    Invalidation invalidation = new Invalidation(items.subList(0, granted));
    if (call == Part.Call.FAILS) {
      governance.refused(invalidation, false, now);
      world.tell(message, "is not purged: the call fails");
      return false;
    }
    Instant createdAt = purge(message, invalidation, now);
    if (call == Part.Call.REPLY_LOST) {
      message.replyLost = true;
      world.edge().note(invalidation, world.timing().tick(createdAt));
      governance.refused(invalidation, true, now);
      world.tell(message, "has no reply to its purge");
      return false;
    }
    accepted(governance, invalidation, now, createdAt);
    return granted == items.size();
  }

  private void accepted(
      Governance governance, Invalidation invalidation, Instant now, Instant createdAt) {
    Instant since = world.variant() == Variant.RETRY_COUNTS ? now : createdAt;
    governance.accepted(invalidation, now, since);
    if (instances.isEmpty()) {
      Instant purgedAt = since.isBefore(now) ? since : now;
      invalidation.items().forEach(item -> purges.put(item.tag(), purgedAt));
    }
  }

  /**
   * Returns when CloudFront did it. It recognises by the reference what it was asked for before;
   * that is only to be known if the reply was lost, as nobody asks again otherwise.
   */
  private Instant purge(Message message, Invalidation invalidation, Instant now) {
    Long before = message.replyLost ? world.edge().asked(invalidation) : null;
    if (before == null) {
      world.edge().purge(invalidation);
      charged(invalidation.items().size(), now);
    }
    if (world.journal().telling()) {
      String how = before == null ? "is purged: " : "was purged before, not again: ";
      world.tell(message, how + String.join(", ", invalidation.paths()));
    }
    return world.timing().at(before == null ? world.time() : before);
  }

  private void charged(int items, Instant now) {
    YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    if (charged.merge(month, items, Integer::sum) > world.setup().invalidators().purges()
        && state.refusals() == 0) {
      world.journal().violated("more was purged than the budget allows");
    }
  }

  /** Of what a world without a budget goes by. */
  long hash() {
    long hash = state.isAway() ? 1 : 0;
    for (Map.Entry<Witness, Instant> sighting : state.sightings().entrySet()) {
      hash += Hash.of(Hash.of(sighting.getKey()), sighting.getValue().toEpochMilli());
    }
    for (Map.Entry<CacheTag, Instant> purge : purges.entrySet()) {
      hash += Hash.of(purge.getKey().value().hashCode(), purge.getValue().toEpochMilli());
    }
    return hash;
  }
}
