package dev.freshet.soak;

import dev.freshet.domain.UserId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A user with all that they ever changed, and the newest {@code X-Fresh-After} that they were
 * given, kept by the clients' rule. Thread-safe.
 */
final class Person {
  private final UserId id;
  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final Map<Change.Kind, Lock> turns = new EnumMap<>(Change.Kind.class);
  private final Map<Change.Kind, Set<Integer>> sent = new EnumMap<>(Change.Kind.class);
  private final Map<String, Change> latest = new ConcurrentHashMap<>();
  private long fresh;
  private long freshSince;

  Person(UserId id) {
    this.id = id;
    for (Change.Kind kind : Change.Kind.values()) {
      turns.put(kind, new ReentrantLock());
      sent.put(kind, ConcurrentHashMap.newKeySet());
    }
  }

  UserId id() {
    return id;
  }

  String email() {
    return id.value() + "@example.com";
  }

  /** Changes of one kind are made one after another, so that their order is known. */
  Lock turn(Change.Kind kind) {
    return Objects.requireNonNull(turns.get(kind));
  }

  /** All changes that were ever sent, in that order. */
  List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** How many of a kind were sent: their numbers count up from 1. */
  int sent(Change.Kind kind) {
    return Objects.requireNonNull(sent.get(kind)).size();
  }

  boolean hasSent(Change.Kind kind, int number) {
    return Objects.requireNonNull(sent.get(kind)).contains(number);
  }

  /** Sends another change of this kind. */
  Change begin(Change.Kind kind, int number, SoakClock clock) {
    return begin(new Change(kind, number, "", false, clock.now()));
  }

  /** Follows the other, or no longer if they were followed. */
  Change beginToFollow(Person other, SoakClock clock) {
    int number = sent(Change.Kind.FOLLOW) + 1;
    String id = other.id().value();
    boolean wanted = latestAbout(id).map(latest -> !latest.following()).orElse(true);
    Change change = new Change(Change.Kind.FOLLOW, number, id, wanted, clock.now());
    latest.put(id, change);
    return begin(change);
  }

  /** The last time that the person was sent to follow the other, or no longer. */
  Optional<Change> latestAbout(String other) {
    return Optional.ofNullable(latest.get(other));
  }

  private Change begin(Change change) {
    Change.Kind kind = change.kind();
    int number = change.number();
    changes.add(change);
    Objects.requireNonNull(sent.get(kind)).add(number);
    return change;
  }

  /** Ends a change, and takes note of its {@code X-Fresh-After} if it is the greatest so far. */
  synchronized void acknowledge(Change change, String orderId, long freshAfter, SoakClock clock) {
    fresh = Math.max(fresh, freshAfter);
    freshSince = Math.max(freshSince, change.sentAt());
    change.acknowledge(clock.now(), orderId);
  }

  /** A question that is sent now; with {@code fresh} it wants all that is acknowledged by now. */
  synchronized Question ask(boolean wantsFresh, SoakClock clock) {
    return new Question(clock.now(), wantsFresh ? fresh : 0, freshSince);
  }

  /**
   * When a read was sent and with which {@code fresh}; 0 is none. Taken together, so that every
   * change of one's own that was acknowledged before is covered by it.
   *
   * @param freshSince others' changes that were acknowledged before this time are covered, too
   */
  record Question(long sentAt, long fresh, long freshSince) {
    boolean wantsFresh() {
      return fresh > 0;
    }
  }
}
