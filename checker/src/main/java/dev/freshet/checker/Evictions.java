package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The path of a change: its event, at least once and in any order; the eviction; the purge. */
final class Evictions {
  private final World world;
  private final Governor governor;
  private final List<Message> messages = new ArrayList<>();
  private final List<Message.Change> unevicted = new ArrayList<>();
  private final int[] awaited;
  private final int[] serials;

  Evictions(World world, Setup setup, Governor governor) {
    this.world = world;
    this.governor = governor;
    awaited = new int[setup.owners()];
    serials = new int[setup.owners()];
  }

  private Evictions(World world, Governor governor, Evictions from) {
    this.world = world;
    this.governor = governor;
    for (Message message : from.messages) {
      messages.add(message.copy());
    }
    unevicted.addAll(from.unevicted);
    awaited = from.awaited.clone();
    serials = from.serials.clone();
  }

  Evictions copy(World itsWorld, Governor itsGovernor) {
    return new Evictions(itsWorld, itsGovernor, this);
  }

  /** The serial number of the owner's next change. */
  int next(int owner) {
    return Serial.of(owner, serials[owner]);
  }

  void committed(int serial, int version) {
    int owner = Serial.owner(serial);
    serials[owner] = Math.max(serials[owner], serial - Serial.of(owner, 0)) + 1;
    Message.Change change = new Message.Change(owner, version);
    unevicted.add(change);
    awaited[owner]++;
    messages.add(new Message(serial, change, true));
  }

  List<Message> messages() {
    return messages;
  }

  Message message(int serial) {
    Message message = find(serial);
    if (message == null) {
      throw new IllegalStateException("no message " + serial);
    }
    return message;
  }

  private @Nullable Message find(int serial) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).serial == serial) {
        return messages.get(i);
      }
    }
    return null;
  }

  /** Whether every change of the owner was evicted, though it may not have been purged. */
  boolean allEvicted(int owner) {
    for (int i = 0; i < unevicted.size(); i++) {
      if (unevicted.get(i).owner() == owner) {
        return false;
      }
    }
    return true;
  }

  boolean quiet(int owner) {
    return awaited[owner] == 0;
  }

  void duplicate(Message message) {
    int copies = 1;
    while (find(Serial.copy(message.serial, copies)) != null) {
      copies++;
    }
    int serial = Serial.copy(message.serial, copies);
    messages.add(new Message(serial, message.change, false));
    world.tell(message, "is delivered twice");
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
      for (int view = 0; view < world.views().size(); view++) {
        purge(message, view);
      }
      return;
    }
    await(message);
    Evicted evicted = world.evict(message.change.owner(), id(message));
    message.tries++;
    unevicted.remove(message.change);
    if (replyLost) {
      world.tell(message, "is evicted, but the reply is lost");
      return;
    }
    message.evicted = evicted;
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

  void purgeOrSkip(Message message, Evicted evicted) {
    Instant now = world.at(world.time(), world.skew().invalidator());
    Instant evictedAt = world.at(message.evictedAt, world.skew().evictor());
    boolean expiring = false;
    for (Map.Entry<ViewName, EdgeCopy> copy : evicted.copies().entrySet()) {
      int view = world.views().indexOf(copy.getKey());
      int place = governor.place(message.change.owner(), view);
      switch (governor.judge(place, copy.getValue(), evicted.witness(), evictedAt, now)) {
        case PURGE -> {
          governor.purged(place, now);
          purge(message, view);
        }
        case EXPIRES_SOONER -> expiring = true;
        case SKIP -> world.tell(message, "needs no purge");
      }
    }
    if (!expiring) {
      settle(message);
    } else {
      world.tell(message, "needs no purge: what is at the edge expires as soon");
      message.state = Message.State.EXPIRE;
      message.dueFrom = world.time() + world.timing().purgeTicks();
    }
  }

  /** What needed no purge, as it expires no later than a purge would have taken effect. */
  void expired(Message message) {
    world.tell(message, "would have been purged by now");
    settle(message);
  }

  private void purge(Message message, int view) {
    if (view == Shelf.CARD && world.variant() == Variant.CARD_UNTAGGED) {
      return;
    }
    world.edge().purge(message.change.owner(), view);
    world.tell(
        message, view == Shelf.CARD ? "is purged with its cards" : "is purged from the edge");
  }

  private void await(Message message) {
    if (!message.awaited) {
      message.awaited = true;
      awaited[message.change.owner()]++;
    }
  }

  /** From when on the evictor's queue would hand it to the edge invalidator. */
  private long purgeFrom(long evictedAt) {
    int window = world.variant() == Variant.NO_WINDOW ? 0 : world.timing().windowTicks();
    long seen = evictedAt + world.skew().evictor() - world.skew().invalidator();
    return Math.max(evictedAt, seen) + window;
  }

  private EvictionId id(Message message) {
    EvictionId id = message.change.id();
    return world.variant() == Variant.NEW_ID_PER_TRY
        ? new EvictionId(id.value() + "t" + message.serial + "." + message.tries)
        : id;
  }

  private void settle(Message message) {
    message.state = Message.State.SETTLED;
    messages.remove(message);
    if (message.awaited) {
      awaited[message.change.owner()]--;
    }
    if (unevicted.contains(message.change)) {
      world.journal().violated("a change was lost: neither evicted nor in the dead-letter queue");
    }
  }

  long hash() {
    long sum = 0;
    for (Message message : messages) {
      sum += message.hash();
    }
    for (Message.Change change : unevicted) {
      sum += Hash.of(change.owner(), change.version());
    }
    return sum;
  }
}
