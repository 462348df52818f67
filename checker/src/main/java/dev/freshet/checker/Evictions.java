package dev.freshet.checker;

import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The path of a change: its event, at least once and in any order; the eviction; the purge. */
final class Evictions {
  private static final int OWNER_SHIFT = 13;

  private final World world;
  private final Governor governor;
  private final List<Message> messages = new ArrayList<>();
  private final int[] unevicted;
  private final int[] awaited;
  private final int[] serials;

  Evictions(World world, Setup setup, Governor governor) {
    this.world = world;
    this.governor = governor;
    unevicted = new int[setup.owners()];
    awaited = new int[setup.owners()];
    serials = new int[setup.owners()];
  }

  void committed(int owner, int version) {
    unevicted[owner]++;
    awaited[owner]++;
    messages.add(new Message(serial(owner), new Message.Change(owner, version), true));
  }

  /** Of its own for each owner, so that a trace can lose one owner's events and keep the others. */
  private int serial(int owner) {
    return owner << OWNER_SHIFT | serials[owner]++;
  }

  List<Message> messages() {
    return messages;
  }

  Message message(int serial) {
    for (Message message : messages) {
      if (message.serial == serial) {
        return message;
      }
    }
    throw new IllegalStateException("no message " + serial);
  }

  /** Whether every change of the owner was evicted, though it may not have been purged. */
  boolean allEvicted(int owner) {
    return unevicted[owner] == 0;
  }

  boolean quiet(int owner) {
    return awaited[owner] == 0;
  }

  boolean allQuiet() {
    return Arrays.stream(awaited).allMatch(count -> count == 0);
  }

  /** Whether the evictor's queue would hand it to the edge invalidator by now. */
  boolean purgeDue(Message message) {
    Timing timing = world.timing();
    int window = world.variant() == Variant.NO_WINDOW ? 0 : timing.windowTicks();
    long seen = message.evictedAt + world.skew().evictor() - world.skew().invalidator();
    return world.time() >= Math.max(message.evictedAt, seen) + window;
  }

  void duplicate(Message message) {
    messages.add(new Message(serial(message.change.owner), message.change, false));
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
      purge(message);
      return;
    }
    await(message);
    boolean newId = world.variant() == Variant.NEW_ID_PER_TRY;
    EvictionId id = message.change.id(newId ? "t" + message.serial + "." + message.tries : "");
    message.tries++;
    Evicted evicted = world.evict(message.change.owner, id);
    markEvicted(message.change);
    if (replyLost) {
      world.tell(message, "is evicted, but the reply is lost");
      return;
    }
    message.copy = evicted.copies().firstEntry().getValue();
    message.witness = evicted.witness();
    message.evictedAt = world.time();
    message.state = Message.State.PURGE;
    if (world.journal().telling()) {
      world.tell(message, "is evicted; edge: " + message.copy);
    }
    if (world.variant() == Variant.EDGE_FIRST) {
      settle(message);
    }
  }

  void purgeOrSkip(Message message) {
    Instant now = world.at(world.time(), world.skew().invalidator());
    Instant evictedAt = world.at(message.evictedAt, world.skew().evictor());
    int owner = message.change.owner;
    if (governor.purges(owner, message.copy, message.witness, evictedAt, now)) {
      governor.purged(owner, now);
      purge(message);
    } else {
      world.tell(message, "needs no purge");
    }
    settle(message);
  }

  private void purge(Message message) {
    world.edge().purge(message.change.owner);
    world.tell(message, "is purged from the edge");
  }

  private void await(Message message) {
    if (!message.awaited) {
      message.awaited = true;
      awaited[message.change.owner]++;
    }
  }

  private void markEvicted(Message.Change change) {
    if (!change.evicted) {
      change.evicted = true;
      unevicted[change.owner]--;
    }
  }

  private void settle(Message message) {
    message.state = Message.State.SETTLED;
    messages.remove(message);
    if (message.awaited) {
      awaited[message.change.owner]--;
    }
    if (!message.change.evicted) {
      world.journal().violated("a change was lost: neither evicted nor in the dead-letter queue");
    }
  }

  long hash() {
    long sum = 0;
    for (Message message : messages) {
      sum += message.hash();
    }
    return sum;
  }
}
