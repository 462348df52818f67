package dev.freshet.checker.model;

import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.memory.ViewSlot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server, its faults, and a replica that may be promoted. */
public final class Redis {
  private final InstantSource clock;
  private final List<ViewName> views;
  private final int owners;
  private final InMemoryViewCache server;

  /** The content of a replica that has stopped following. */
  private @Nullable InMemoryViewCache replica;

  private boolean promoted;

  Redis(Setup setup, List<ViewName> views, InstantSource clock) {
    this.clock = clock;
    this.views = views;
    owners = setup.cast().owners();
    server = new InMemoryViewCache(clock);
  }

  private Redis(Redis from, InstantSource clock) {
    this.clock = clock;
    views = from.views;
    owners = from.owners;
    server = from.server.copy(clock);
    replica = from.replica == null ? null : from.replica.copy(clock);
    promoted = from.promoted;
  }

  /** Copies it for a world with this clock. */
  Redis copy(InstantSource itsClock) {
    return new Redis(this, itsClock);
  }

  InMemoryViewCache server() {
    return server;
  }

  /** Whether a replica lacks, or will lack, the last writes. */
  boolean replicaLags() {
    return replica != null;
  }

  /** Whether the promoted server has a different clock. */
  boolean isPromoted() {
    return promoted;
  }

  ViewKey key(int owner, int view) {
    return new ViewKey(Table.owner(owner), views.get(view));
  }

  public ViewSlot slot(int owner, int view) {
    return server.slot(key(owner, view));
  }

  /** Where it is the one that decides on fills: in the server, in a replica that lags, in both. */
  int fenceStands(int owner, int view, Fence fence) {
    int inReplica = replica != null && stands(replica, owner, view, fence) ? 2 : 0;
    return (stands(server, owner, view, fence) ? 1 : 0) + inReplica;
  }

  private boolean stands(InMemoryViewCache in, int owner, int view, Fence fence) {
    return in.slot(key(owner, view)).fence().filter(fence::equals).isPresent();
  }

  void lose(Kind what, int owner, int view) {
    if (what == Kind.LOSE_PAGES) {
      server.losePages(key(owner, view));
    } else {
      server.loseFence(key(owner, view));
    }
  }

  void flush() {
    server.flush();
  }

  void replicaStops() {
    replica = server.copy(clock);
  }

  void promote() {
    server.failOver(Objects.requireNonNull(replica));
    replica = null;
    promoted ^= true;
  }

  long hash(Instant now) {
    long hash = Hash.of(hash(server, now), promoted ? 1 : 0);
    return replica == null ? hash : Hash.of(hash, hash(replica, now));
  }

  private long hash(InMemoryViewCache cached, Instant now) {
    long slots = 0;
    for (int owner = 0; owner < owners; owner++) {
      for (int view = 0; view < views.size(); view++) {
        slots = Hash.of(slots, hash(cached.slot(key(owner, view)), now));
      }
    }
    return slots;
  }

  /** Excludes lifetimes, which exceed the horizon of compared worlds. */
  private static long hash(ViewSlot slot, Instant now) {
    long pages = 0;
    for (var page : slot.pages().entrySet()) {
      Envelope shown = page.getValue();
      pages +=
          Hash.of(
              page.getKey().hashCode(),
              Table.ownerOf(shown.body()),
              Table.versionOf(shown.body()),
              shown.loadedAt().toEpochMilli());
    }
    long life = slot.life().map(it -> hash(it, now)).orElse(0L);
    return Hash.of(pages, life, slot.fence().isPresent() ? 1 : 0);
  }

  private static long hash(ViewSlot.Life life, Instant now) {
    return Hash.of(
        life.generation().token().hashCode(),
        life.leasedUntil().toEpochMilli(),
        life.saved(),
        life.turnUntil().isAfter(now) ? life.turnUntil().toEpochMilli() : 0);
  }
}
