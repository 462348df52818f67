package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One delivery of a change event, on its way to the evictor and the edge. */
final class Message {

  /** What has to happen next. */
  enum State {
    EVICT,
    PURGE,
    EXPIRE,
    DEAD_LETTER,
    SETTLED;

    @SuppressWarnings("EnumOrdinal") // it lives no longer than this process
    int index() {
      return ordinal();
    }
  }

  /** A commit, of which there may be several deliveries. */
  record Change(int owner, int version, EvictionId id) {
    Change(int owner, int version) {
      this(owner, version, new EvictionId("o" + owner + "v" + version));
    }
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

  /** From when on its purge may come, or what needed none has expired. */
  long dueFrom;

  /** What the eviction answered, once it has. */
  @Nullable Evicted evicted;

  Message(int serial, Change change, boolean awaited) {
    this.serial = serial;
    this.change = change;
    this.awaited = awaited;
  }

  Message copy() {
    Message copied = new Message(serial, change, awaited);
    copied.state = state;
    copied.tries = tries;
    copied.purged = purged;
    copied.evictedAt = evictedAt;
    copied.dueFrom = dueFrom;
    copied.evicted = evicted;
    return copied;
  }

  long hash() {
    return Hash.of(
        change.owner,
        change.version,
        state.index(),
        (awaited ? 1 : 0) + (purged ? 2 : 0),
        evictedAt,
        dueFrom,
        evicted == null ? 0 : hash(evicted));
  }

  private static long hash(Evicted evicted) {
    long copies = evicted.witness().map(Hash::of).orElse(0L);
    for (EdgeCopy copy : evicted.copies().values()) {
      copies = Hash.of(copies, hash(copy));
    }
    return copies;
  }

  private static long hash(EdgeCopy copy) {
    return switch (copy) {
      case EdgeCopy.None() -> 0;
      case EdgeCopy.Unknown() -> 1;
      case EdgeCopy.AliveUntil(Instant until) -> until.toEpochMilli();
    };
  }

  @Override
  public String toString() {
    return "event of " + Table.owner(change.owner) + " v" + change.version;
  }
}
