package dev.freshet.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events on their way, and the changes that are still to be seen to. */
final class Deliveries {

  /** More than anyone could read in a trace. */
  private static final int CROWD = 8;

  private final List<Message> messages = new ArrayList<>();
  private final List<Message.Change> unevicted = new ArrayList<>();

  /** Of which the replica that lags knows nothing. */
  private final List<Message.Change> unreplicated = new ArrayList<>();

  private final int[] awaited;
  private final int[] serials;

  Deliveries(int owners) {
    awaited = new int[owners];
    serials = new int[owners];
  }

  private Deliveries(Deliveries from) {
    for (Message message : from.messages) {
      messages.add(message.copy());
    }
    unevicted.addAll(from.unevicted);
    unreplicated.addAll(from.unreplicated);
    awaited = from.awaited.clone();
    serials = from.serials.clone();
  }

  Deliveries copy() {
    return new Deliveries(this);
  }

  /** Those under way, not to be changed. */
  List<Message> messages() {
    return messages;
  }

  boolean areMany() {
    return messages.size() >= CROWD;
  }

  Message get(int serial) {
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

  /** All that the queue may hand to the edge invalidator now, in one batch. */
  List<Message> due(long now) {
    return messages.stream().filter(message -> message.isDue(now)).toList();
  }

  /** How many messages such a batch has. */
  int dueCount(long now) {
    int due = 0;
    for (int i = 0; i < messages.size(); i++) {
      due += messages.get(i).isDue(now) ? 1 : 0;
    }
    return due;
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

  void again(Message.Change change) {
    messages.add(another(change, false));
  }

  private Message another(Message.Change change, boolean isAwaited) {
    int copies = 1;
    while (find(Serial.copy(change.serial(), copies)) != null) {
      copies++;
    }
    return new Message(Serial.copy(change.serial(), copies), change, isAwaited);
  }

  /** The world is not quiet before this one is settled. */
  void await(Message message) {
    if (!message.awaited) {
      message.awaited = true;
      awaited[message.change.owner()]++;
    }
  }

  /** As any eviction clears all that the checked change shows in, it makes up for those before. */
  void evicted(Message.Change change, boolean replicaLags) {
    unevicted.remove(change);
    if (replicaLags && !unreplicated.contains(change)) {
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

  /** From now on the replica knows no more than it does. */
  void replicaLags() {
    unreplicated.clear();
  }

  /** Whose evictions the new primary does not know of, they are to be replayed. */
  List<Message> replicaPromoted() {
    List<Message> undone = new ArrayList<>();
    for (Message.Change change : unreplicated) {
      if (!unevicted.contains(change)) {
        unevicted.add(change);
        Message lost = another(change, true);
        lost.state = Message.State.UNDONE;
        awaited[change.owner()]++;
        messages.add(lost);
        undone.add(lost);
      }
    }
    unreplicated.clear();
    return undone;
  }

  void settle(Message message) {
    message.state = Message.State.SETTLED;
    messages.remove(message);
    if (message.awaited) {
      awaited[message.change.owner()]--;
    }
  }

  /** Whether it was neither evicted nor is on its way. */
  boolean isLost(Message.Change change) {
    if (!unevicted.contains(change)) {
      return false;
    }
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).change.equals(change)) {
        return false;
      }
    }
    return true;
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
