package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The path of a change: its event, at least once and in any order; the eviction; the purge. */
final class Evictions {
  private final World world;
  private final Invalidator invalidator;
  private final Deliveries deliveries;

  Evictions(World world, Invalidator invalidator, Deliveries deliveries) {
    this.world = world;
    this.invalidator = invalidator;
    this.deliveries = deliveries;
  }

  void duplicate(Message message) {
    deliveries.again(message.change);
    world.tell(message, "is delivered twice");
  }

  void replicaPromoted() {
    deliveries.replicaPromoted().forEach(lost -> world.tell(lost, "is evicted no longer"));
  }

  void replay(Message message) {
    message.state = Message.State.EVICT;
    world.tell(message, "is replayed");
  }

  void deadLetter(Message message) {
    message.state = Message.State.DEAD_LETTER;
    world.tell(message, "goes to the dead-letter queue");
  }

  void redrive(Message message) {
    message.state = Message.State.EVICT;
    world.tell(message, "is redriven");
  }

  void failed(Message message) {
    world.tell(message, "is not evicted: the call fails");
    message.tries++;
    if (world.variant() == Variant.EVENT_DROPPED) {
      settle(message);
    }
  }

  void evict(Message message, boolean replyLost) {
    if (world.variant() == Variant.EDGE_FIRST && !message.purged) {
      message.purged = true;
      purgeAll(message);
      return;
    }
    deliveries.await(message);
    Evicted evicted = world.evict(message.change.owner(), id(message));
    message.tries++;
    deliveries.evicted(message.change, world.redis().replicaLags());
    if (replyLost) {
      world.tell(message, "is evicted, but the reply is lost");
      return;
    }
    message.evicted = notice(message, evicted);
    message.evictedAt = world.time();
    message.dueFrom = purgeFrom(world.time());
    message.state = Message.State.PURGE;
    if (world.journal().telling()) {
      world.tell(message, "is evicted: " + Words.of(evicted, world.timing()));
    }
    if (world.variant() == Variant.EDGE_FIRST) {
      settle(message);
    }
  }

  private EvictionId id(Message message) {
    EvictionId id = message.change.id();
    return world.variant() == Variant.NEW_ID_PER_TRY
        ? new EvictionId(id.value() + "t" + message.serial + "." + message.tries)
        : id;
  }

  private ViewsEvicted notice(Message message, Evicted evicted) {
    List<Eviction> evictions = new ArrayList<>(world.shelf().names().size());
    evicted.copies().forEach((view, copy) -> evictions.add(new Eviction(view, copy)));
    return new ViewsEvicted(
        Table.owner(message.change.owner()),
        world.at(world.time(), world.skew().evictor()),
        evictions,
        evicted.witness().orElse(null));
  }

  /** When the queue hands it to the edge invalidator. */
  private long purgeFrom(long evictedAt) {
    return world.variant() == Variant.NO_WINDOW
        ? evictedAt
        : evictedAt + world.timing().windowTicks();
  }

  private void purgeAll(Message message) {
    Owner owner = Table.owner(message.change.owner());
    for (ViewName view : world.shelf().names()) {
      world.shelf().catalogue().tags(owner, view).forEach(world.edge()::purge);
    }
    world.tell(message, "is purged from the edge");
  }

  /** What the queue hands over at once. */
  void purge(List<Message> batch, Part.Call call) {
    Set<String> returned = invalidator.receive(batch, call);
    for (Message message : batch) {
      if (returned.contains(message.id())) {
        boolean called = call != Part.Call.WORKS;
        message.dueFrom = world.time() + (called ? world.timing().windowTicks() : 1);
      } else if (message.goneFrom > world.time()) {
        world.tell(message, "waits for what expires by itself");
        message.state = Message.State.EXPIRE;
        message.dueFrom = message.goneFrom;
      } else {
        settle(message);
      }
    }
  }

  /** What needed no purge, as it expires no later than a purge would have taken effect. */
  void expired(Message message) {
    world.tell(message, "would have been purged by now");
    settle(message);
  }

  private void settle(Message message) {
    deliveries.settle(message);
    if (deliveries.isLost(message.change)) {
      world.journal().violated("a change was lost: neither evicted nor in the dead-letter queue");
    }
  }
}
