package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.memory.EdgeMark;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.memory.ViewSlot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server, what goes wrong in it, and a replica that may take its place. */
final class Redis {
  private final InstantSource clock;
  private final List<ViewName> views;
  private final int owners;
  private final InMemoryViewCache server;

  /** What a replica has, if it gets no more. */
  private @Nullable InMemoryViewCache replica;

  Redis(Setup setup, List<ViewName> views, InstantSource clock) {
    this.clock = clock;
    this.views = views;
    owners = setup.owners();
    server = new InMemoryViewCache(clock, setup.heating().lasts());
  }

  private Redis(Redis from, InstantSource clock) {
    this.clock = clock;
    views = from.views;
    owners = from.owners;
    server = from.server.copy(clock);
    replica = from.replica == null ? null : from.replica.copy(clock);
  }

  /** The same, in a world with this clock. */
  Redis copy(InstantSource itsClock) {
    return new Redis(this, itsClock);
  }

  InMemoryViewCache server() {
    return server;
  }

  /** Whether there is a replica that lacks the last writes, or will. */
  boolean replicaLags() {
    return replica != null;
  }

  ViewSlot slot(int owner, int view) {
    return server.slot(Table.owner(owner), views.get(view));
  }

  /** Where it is the one that decides on fills: in the server, in a replica that lags, in both. */
  int fenceStands(int owner, int view, Fence fence) {
    int inReplica = replica != null && stands(replica, owner, view, fence) ? 2 : 0;
    return (stands(server, owner, view, fence) ? 1 : 0) + inReplica;
  }

  private boolean stands(InMemoryViewCache in, int owner, int view, Fence fence) {
    return in.slot(Table.owner(owner), views.get(view)).fence().filter(fence::equals).isPresent();
  }

  void lose(Kind what, Owner owner, ViewName view) {
    switch (what) {
      case LOSE_PAGES -> server.losePages(owner, view);
      case LOSE_FENCE -> server.loseFence(owner, view);
      case LOSE_MARK -> server.loseMark(owner, view);
      case LOSE_HEAT -> server.loseHeat(owner, view);
      default -> throw new IllegalArgumentException("not a loss: " + what);
    }
  }

  void disturb(Kind how) {
    switch (how) {
      case FLUSH -> server.flush();
      case RESTART -> server.restart();
      case REPLICA_LAGS -> replica = server.copy(clock);
      case PROMOTE -> {
        server.failOver(Objects.requireNonNull(replica));
        replica = null;
      }
      default -> throw new IllegalArgumentException("does nothing to Redis: " + how);
    }
  }

  long hash() {
    return replica == null ? hash(server) : Hash.of(hash(server), hash(replica));
  }

  private long hash(InMemoryViewCache cached) {
    long slots = 0;
    for (int owner = 0; owner < owners; owner++) {
      for (ViewName view : views) {
        slots = Hash.of(slots, hash(cached.slot(Table.owner(owner), view)));
      }
    }
    return slots;
  }

  /** Without its lifetimes, which are longer than the horizon of worlds that are compared. */
  private static long hash(ViewSlot slot) {
    long pages = 0;
    for (Envelope page : slot.pages().values()) {
      pages +=
          Hash.of(
              Table.ownerOf(page.body()),
              Table.versionOf(page.body()),
              page.loadedAt().toEpochMilli());
    }
    return Hash.of(
        pages,
        slot.fence().isPresent() ? 1 : 0,
        hash(slot.mark()),
        slot.hotUntil().map(Instant::toEpochMilli).orElse(0L));
  }

  private static long hash(Optional<EdgeMark> mark) {
    if (mark.isEmpty()) {
      return 0;
    }
    long claims = 0;
    for (EdgeMark.Claim claim : mark.get().claims()) {
      claims = Hash.of(claims, claim.until().toEpochMilli(), claim.eviction().value().hashCode());
    }
    return Hash.of(claims, mark.get().free().map(Instant::toEpochMilli).orElse(0L));
  }
}
