package dev.freshet.checker;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The cache with one of the protocol's rules left out. */
final class BrokenCache implements ViewCache {

  /** No page is so young: a read with it gets the fence and changes nothing else. */
  private static final Instant NEVER = Instant.MAX;

  private final InMemoryViewCache cache;
  private final Variant variant;
  private final Duration skew;

  BrokenCache(InMemoryViewCache cache, Variant variant, Duration skew) {
    this.cache = cache;
    this.variant = variant;
    this.skew = skew;
  }

  @Override
  public Lookup read(PageKey key, Instant notBefore, EdgeUntil edgeUntil, Fence candidate) {
    EdgeUntil marked = variant == Variant.HIT_UNMARKED ? NOT_AT_EDGE : edgeUntil;
    boolean tooLenient = variant == Variant.NO_SKEW && !notBefore.equals(ANY_AGE);
    Lookup found =
        cache.read(key, tooLenient ? notBefore.minus(skew) : notBefore, marked, candidate);
    return variant == Variant.HEAT_UNTOLD && found instanceof Lookup.Hit hit
        ? new Lookup.Hit(hit.envelope(), Heat.COOL)
        : found;
  }

  @Override
  public FillResult fill(
      PageKey key, Fence fence, Envelope envelope, Duration timeToLive, EdgeUntil edgeUntil) {
    boolean any = variant == Variant.NO_FENCE;
    FillResult result =
        cache.fill(key, any ? current(key, fence) : fence, envelope, timeToLive, edgeUntil);
    return variant == Variant.HEAT_UNTOLD && result instanceof FillResult.Stored
        ? new FillResult.Stored(Heat.COOL)
        : result;
  }

  @Override
  public Evicted evict(Owner owner, Collection<ViewName> views, EvictionId id) {
    if (variant != Variant.FENCE_KEPT) {
      return cache.evict(owner, views, id);
    }
    Map<ViewName, Fence> before = new HashMap<>();
    views.forEach(view -> cache.slot(owner, view).fence().ifPresent(f -> before.put(view, f)));
    Evicted evicted = cache.evict(owner, views, id);
    before.forEach((view, fence) -> current(new PageKey(owner, view, ""), fence));
    return evicted;
  }

  @Override
  public void discard(Owner owner, ViewName view) {
    cache.discard(owner, view);
  }

  private Fence current(PageKey key, Fence candidate) {
    return switch (cache.read(key, NEVER, NOT_AT_EDGE, candidate)) {
      case Lookup.Miss(Fence fence) -> fence;
      case Lookup.Hit _, Lookup.Unreadable _, Lookup.Away _ -> candidate;
    };
  }
}
