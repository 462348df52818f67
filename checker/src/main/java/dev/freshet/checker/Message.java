package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.governor.EvictionNotice;
import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One delivery of a change event, on its way to the evictor and the edge. */
final class Message {

  /** What has to happen next. */
  enum State {
    EVICT,
    PURGE,
    EXPIRE,
    DEAD_LETTER,
    UNDONE,
    SETTLED;

    @SuppressWarnings("EnumOrdinal") // it lives no longer than this process
    int index() {
      return ordinal();
    }
  }

  /** A commit, of which there may be several deliveries. */
  record Change(int owner, int version, int serial, EvictionId id, Metadata metadata) {
    Change(int owner, int version, int serial) {
      this(owner, version, serial, "o" + owner + "v" + version);
    }

    private Change(int owner, int version, int serial, String key) {
      this(owner, version, serial, new EvictionId(key), metadata(key));
    }

    private static Metadata metadata(String key) {
      return new Metadata(key, Event.VERSION, Instant.EPOCH, Instant.EPOCH, key, key);
    }
  }

  final int serial;
  final Change change;
  State state = State.EVICT;
  int tries;

  /** Whether the world is not quiet before this one is settled. */
  boolean awaited;

  /** Whether a purge was carried out without its sender knowing. */
  boolean replyLost;

  /** After an edge that was purged first. */
  boolean purged;

  long evictedAt;

  /** From when on its purge may come, or what needed none has expired. */
  long dueFrom;

  /** When what was not purged is gone by itself. */
  long goneFrom;

  /** What the eviction answered, once it has. */
  @Nullable ViewsEvicted evicted;

  Message(int serial, Change change, boolean awaited) {
    this.serial = serial;
    this.change = change;
    this.awaited = awaited;
  }

  /** Whether the queue may hand it to the edge invalidator. */
  boolean isDue(long now) {
    return state == State.PURGE && now >= dueFrom;
  }

  EvictionNotice notice() {
    return new EvictionNotice(id(), change.metadata, Objects.requireNonNull(evicted));
  }

  /** By which the queue is told that it has to come again. */
  String id() {
    return Integer.toString(serial);
  }

  void goneNotBefore(long tick) {
    goneFrom = Math.max(goneFrom, tick);
  }

  Message copy() {
    Message copied = new Message(serial, change, awaited);
    copied.state = state;
    copied.tries = tries;
    copied.purged = purged;
    copied.replyLost = replyLost;
    copied.evictedAt = evictedAt;
    copied.dueFrom = dueFrom;
    copied.goneFrom = goneFrom;
    copied.evicted = evicted;
    return copied;
  }

  long hash() {
    return Hash.of(
        change.owner,
        change.version,
        state.index(),
        (awaited ? 1 : 0) + (purged ? 2 : 0) + (replyLost ? 4 : 0),
        evictedAt,
        dueFrom,
        evicted == null ? 0 : hash(evicted));
  }

  private static long hash(ViewsEvicted evicted) {
    long copies = evicted.witness() == null ? 0 : Hash.of(evicted.witness());
    for (ViewsEvicted.Eviction eviction : evicted.evictions()) {
      copies = Hash.of(copies, hash(eviction.edge()));
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
