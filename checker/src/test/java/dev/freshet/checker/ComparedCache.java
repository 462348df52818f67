package dev.freshet.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.Witness;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.OptionalLong;

/** Calls two caches, whose every reply has to be the same. */
final class ComparedCache implements ViewCache {
  private final ViewCache memory;
  private final ViewCache redis;
  private int calls;

  /** The real server was flushed so much more often, before this world began. */
  private OptionalLong flushesAhead = OptionalLong.empty();

  ComparedCache(ViewCache memory, ViewCache redis) {
    this.memory = memory;
    this.redis = redis;
  }

  int calls() {
    return calls;
  }

  @Override
  public Lookup read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {
    return same(
        memory.read(key, notBefore, edgeUntil, candidate),
        redis.read(key, notBefore, edgeUntil, candidate));
  }

  @Override
  public FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil) {
    return same(
        memory.fill(key, fence, envelope, timeToLive, edgeUntil),
        redis.fill(key, fence, envelope, timeToLive, edgeUntil));
  }

  @Override
  public Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id) {
    Evicted mine = memory.evict(owner, views, id);
    Evicted real = redis.evict(owner, views, id);
    same(mine.copies(), real.copies());
    Witness witness = real.witness().orElseThrow();
    long ahead = witness.flushes() - mine.witness().orElseThrow().flushes();
    assertThat(ahead).isEqualTo(flushesAhead.orElse(ahead));
    flushesAhead = OptionalLong.of(ahead);
    return mine;
  }

  @Override
  public void discard(Owner owner, ViewName view) {
    memory.discard(owner, view);
    redis.discard(owner, view);
    calls++;
  }

  private <T> T same(T mine, T real) {
    calls++;
    assertThat(real).isEqualTo(mine);
    return mine;
  }
}
