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
 * A user with all their changes, and their latest {@code X-Fresh-After} by the clients' rule.
 * Thread-safe.
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

  /** Changes of one kind are sent one after another, so that their order is known. */
  Lock turn(Change.Kind kind) {
    return Objects.requireNonNull(turns.get(kind));
  }

  /** All sent changes, in order. */
  List<Change> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** The number of sent changes of a kind; they are numbered from 1. */
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

  /** Follows the other person, or unfollows a followed one. */
  Change beginToFollow(Person other, SoakClock clock) {
    int number = sent(Change.Kind.FOLLOW) + 1;
    String id = other.id().value();
    boolean wanted = latestAbout(id).map(latest -> !latest.following()).orElse(true);
    Change change = new Change(Change.Kind.FOLLOW, number, id, wanted, clock.now());
    latest.put(id, change);
    return begin(change);
  }

  /** The last follow or unfollow of the other person. */
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

  /** Ends a change, and keeps its {@code X-Fresh-After} if it is the greatest so far. */
  synchronized void acknowledge(Change change, String orderId, long freshAfter, SoakClock clock) {
    fresh = Math.max(fresh, freshAfter);
    freshSince = Math.max(freshSince, change.sentAt());
    change.acknowledge(clock.now(), orderId);
  }

  /** A question at the current time; {@code fresh} requests all changes acknowledged by now. */
  synchronized Question ask(boolean wantsFresh, SoakClock clock) {
    return new Question(clock.now(), wantsFresh ? fresh : 0, freshSince);
  }

  /**
   * The time of a read and its {@code fresh}; 0 is none. Both are taken together, so that {@code
   * fresh} covers all own changes acknowledged before.
   *
   * @param freshSince {@code fresh} also covers others' changes acknowledged before this time
   */
  record Question(long sentAt, long fresh, long freshSince) {
    boolean wantsFresh() {
      return fresh > 0;
    }
  }
}
