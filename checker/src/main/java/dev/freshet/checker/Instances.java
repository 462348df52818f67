package dev.freshet.checker;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.invalidator.governor.Governance;
import dev.freshet.invalidator.governor.Invalidation;
import dev.freshet.invalidator.governor.Invalidation.Item;
import dev.freshet.table.governor.InMemoryGovernorState;
import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instances of the edge invalidator: the production governor, and the state that they share.
 */
final class Instances {

  /** As good as none. */
  private static final Duration NO_WINDOW = Duration.ofMillis(2);

  private final World world;
  private final InMemoryGovernorState state;

  /** Those that live on. */
  private final List<Governance> lasting = new ArrayList<>();

  /** Where none lives on: what the one before did. */
  private final Map<CacheTag, Instant> purges = new HashMap<>();

  Instances(World world) {
    this.world = world;
    state = new InMemoryGovernorState();
    for (int i = 0; i < world.setup().invalidators().lasting(); i++) {
      lasting.add(create());
    }
  }

  private Instances(World world, Instances from) {
    if (!from.lasting.isEmpty()) {
      throw new IllegalStateException("what an instance knows cannot be copied");
    }
    this.world = world;
    state = from.state.copy();
    purges.putAll(from.purges);
  }

  Instances copy(World itsWorld) {
    return new Instances(itsWorld, this);
  }

  InMemoryGovernorState state() {
    return state;
  }

  private Governance create() {
    ProtocolTimes times = world.timing().times();
    return new Governance(
        state,
        (_, _) -> {},
        world.shelf().catalogue(),
        world.variant() == Variant.NO_WINDOW
            ? new ProtocolTimes(NO_WINDOW, times.clockSkew())
            : times,
        world.setup().invalidators().purges());
  }

  /** The one that is given a batch with this message at its head. */
  Governance receiving(Message first) {
    if (!lasting.isEmpty()) {
      return lasting.get((first.serial + first.tries) % lasting.size());
    }
    Governance instance = create();
    purges.forEach((tag, at) ->
        instance.accepted(new Invalidation(List.of(new Item(tag, List.of()))), at, at));
    return instance;
  }

  /** The edge has accepted what this one has sent. */
  void accepted(Governance sender, Invalidation invalidation, Instant sentAt, Instant createdAt) {
    Instant purgedAt = sender.accepted(invalidation, sentAt, createdAt);
    if (lasting.isEmpty()) {
      invalidation.items().forEach(item -> purges.put(item.tag(), purgedAt));
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
