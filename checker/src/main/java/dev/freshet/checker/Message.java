package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.viewcache.EvictionId;
import java.util.Optional;

/** One delivery of a change event, on its way to the evictor and the edge. */
final class Message {

  /** What has to happen next. */
  enum State {
    EVICT,
    PURGE,
    DEAD_LETTER,
    SETTLED
  }

  final int serial;
  final Change change;
  State state = State.EVICT;
  int tries;

  /** Whether the world is not quiet before this one is settled. */
  boolean awaited;

  /** After an edge that was purged first. */
  boolean purged;

  long evictedAt;
  EdgeCopy copy = new EdgeCopy.None();
  Optional<Witness> witness = Optional.empty();

  Message(int serial, Change change, boolean awaited) {
    this.serial = serial;
    this.change = change;
    this.awaited = awaited;
  }

  /** A commit, of which there may be several deliveries. */
  static final class Change {
    final int owner;
    final int version;
    boolean evicted;

    Change(int owner, int version) {
      this.owner = owner;
      this.version = version;
    }

    EvictionId id(String suffix) {
      return new EvictionId("o" + owner + "v" + version + suffix);
    }
  }

  long hash() {
    return Hash.of(
        change.owner,
        change.version,
        change.evicted ? 1 : 0,
        state.name().hashCode(),
        awaited ? 1 : 0,
        purged ? 1 : 0,
        evictedAt,
        copy.hashCode(),
        witness.hashCode());
  }

  @Override
  public String toString() {
    return "event of " + Table.owner(change.owner) + " v" + change.version;
  }
}
