package dev.freshet.viewcache.protocol;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
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

/** A cache whose replies are on the way while something else happens. */
final class DelayedCache implements ViewCache {
  private final ViewCache cache;
  private final Runnable meanwhile;

  DelayedCache(ViewCache cache, Runnable meanwhile) {
    this.cache = cache;
    this.meanwhile = meanwhile;
  }

  private <T> T late(T reply) {
    meanwhile.run();
    return reply;
  }

  @Override
  public Lookup read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {
    return late(cache.read(key, notBefore, edgeUntil, candidate));
  }

  @Override
  public FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil) {
    return late(cache.fill(key, fence, envelope, timeToLive, edgeUntil));
  }

  @Override
  public Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id) {
    return late(cache.evict(owner, views, id));
  }

  @Override
  public void discard(Owner owner, ViewName view) {
    cache.discard(owner, view);
    meanwhile.run();
  }
}
