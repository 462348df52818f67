package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of a change: its event, at least once and in any order; the eviction; the purge. */
final class Evictions {
  private final World world;
  private final Invalidator invalidator;
  private final List<Message> messages = new ArrayList<>();
  private final List<Message.Change> unevicted = new ArrayList<>();

  /** Of which the replica that lags knows nothing. */
  private final List<Message.Change> unreplicated = new ArrayList<>();

  private final int[] awaited;
  private final int[] serials;

  Evictions(World world, Setup setup, Invalidator invalidator) {
    this.world = world;
    this.invalidator = invalidator;
    awaited = new int[setup.owners()];
    serials = new int[setup.owners()];
  }

  private Evictions(World world, Invalidator invalidator, Evictions from) {
    this.world = world;
    this.invalidator = invalidator;
    for (Message message : from.messages) {
      messages.add(message.copy());
    }
    unevicted.addAll(from.unevicted);
    unreplicated.addAll(from.unreplicated);
    awaited = from.awaited.clone();
    serials = from.serials.clone();
  }

  Evictions copy(World itsWorld, Invalidator itsInvalidator) {
    return new Evictions(itsWorld, itsInvalidator, this);
  }

  /** The serial number of the owner's next change. */
  int next(int owner) {
    return Serial.of(owner, serials[owner]);
  }

  void committed(int serial, int version) {
    int owner = Serial.owner(serial);
    serials[owner] = Math.max(serials[owner], serial - Serial.of(owner, 0)) + 1;
    Message.Change change = new Message.Change(owner, version, serial);
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
    messages.add(again(message.change, false));
    world.tell(message, "is delivered twice");
  }

  private Message again(Message.Change change, boolean awaited) {
    int copies = 1;
    while (find(Serial.copy(change.serial(), copies)) != null) {
      copies++;
    }
    return new Message(Serial.copy(change.serial(), copies), change, awaited);
  }

  /** From now on the replica knows no more than it does. */
  void replicaLags() {
    unreplicated.clear();
  }

  /** Whose evictions the new primary does not know of, they are to be replayed. */
  void replicaPromoted() {
    for (Message.Change change : unreplicated) {
      if (!unevicted.contains(change)) {
        unevicted.add(change);
        Message lost = again(change, true);
        lost.state = Message.State.UNDONE;
        awaited[change.owner()]++;
        messages.add(lost);
        world.tell(lost, "is evicted no longer");
      }
    }
    unreplicated.clear();
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
    await(message);
    Evicted evicted = world.evict(message.change.owner(), id(message));
    message.tries++;
    evicted(message.change);
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

  /** As any eviction clears all that the checked change shows in, it makes up for those before. */
  private void evicted(Message.Change change) {
    unevicted.remove(change);
    if (world.redis().replicaLags() && !unreplicated.contains(change)) {
      unreplicated.add(change);
    }
    for (int i = messages.size() - 1; i >= 0; i--) {
      Message other = messages.get(i);
      if (other.state == Message.State.UNDONE && other.change.owner() == change.owner()) {
        unevicted.remove(other.change);
        settle(other);
      }
    }
  }

  private ViewsEvicted notice(Message message, Evicted evicted) {
    List<Eviction> evictions = new ArrayList<>(world.views().size());
    evicted.copies().forEach((view, copy) -> evictions.add(new Eviction(view, copy)));
    return new ViewsEvicted(
        Table.owner(message.change.owner()),
        world.at(world.time(), world.skew().evictor()),
        evictions,
        evicted.witness().orElse(null));
  }

  void purge(Message message, ViewsEvicted evicted, Part.Call call) {
    if (!invalidator.receive(message, evicted, call)) {
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

  /** What needed no purge, as it expires no later than a purge would have taken effect. */
  void expired(Message message) {
    world.tell(message, "would have been purged by now");
    settle(message);
  }

  private void purgeAll(Message message) {
    Owner owner = Table.owner(message.change.owner());
    for (ViewName view : world.views()) {
      world.catalogue().tags(owner, view).forEach(world.edge()::purge);
    }
    world.tell(message, "is purged from the edge");
  }

  private void await(Message message) {
    if (!message.awaited) {
      message.awaited = true;
      awaited[message.change.owner()]++;
    }
  }

  /** When the queue hands it to the edge invalidator. */
  private long purgeFrom(long evictedAt) {
    return world.variant() == Variant.NO_WINDOW
        ? evictedAt
        : evictedAt + world.timing().windowTicks();
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
    if (unevicted.contains(message.change) && !known(message.change)) {
      world.journal().violated("a change was lost: neither evicted nor in the dead-letter queue");
    }
  }

  private boolean known(Message.Change change) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).change.equals(change)) {
        return true;
      }
    }
    return false;
  }

  long hash() {
    long sum = 0;
    for (Message message : messages) {
      sum += message.hash();
    }
    for (Message.Change change : unevicted) {
      sum += Hash.of(change.owner(), change.version());
    }
    for (Message.Change change : unreplicated) {
      sum += Hash.of(change.owner(), change.version(), 1);
    }
    return sum;
  }
}
