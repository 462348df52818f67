package dev.freshet.checker;

import dev.freshet.domain.EdgeCopy;
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
import dev.freshet.viewcache.memory.EdgeMark;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The cache with one of the protocol's rules left out. */
final class BrokenCache implements ViewCache {

  /** No page is so young: a read with it gets the fence and changes nothing else. */
  private static final Instant NEVER = Instant.MAX;

  private final InMemoryViewCache cache;
  private final Variant variant;
  private final Duration skew;

  /** Claims that were to stay. */
  private final Set<Dropped> dropped = new HashSet<>();

  private record Dropped(Owner owner, ViewName view, EvictionId eviction) {}

  BrokenCache(InMemoryViewCache cache, Variant variant, Duration skew) {
    this.cache = cache;
    this.variant = variant;
    this.skew = skew;
  }

  BrokenCache copy(InMemoryViewCache itsCache) {
    BrokenCache copy = new BrokenCache(itsCache, variant, skew);
    copy.dropped.addAll(dropped);
    return copy;
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
    return switch (variant) {
      case FENCE_KEPT -> keepingFences(owner, views, id);
      case OLDER_CLAIM_DROPPED -> droppingClaims(owner, views, id);
      default -> cache.evict(owner, views, id);
    };
  }

  private Evicted keepingFences(Owner owner, Collection<ViewName> views, EvictionId id) {
    Map<ViewName, Fence> before = new HashMap<>();
    views.forEach(view -> cache.slot(owner, view).fence().ifPresent(f -> before.put(view, f)));
    Evicted evicted = cache.evict(owner, views, id);
    before.forEach((view, fence) -> current(new PageKey(owner, view, ""), fence));
    return evicted;
  }

  private Evicted droppingClaims(Owner owner, Collection<ViewName> views, EvictionId id) {
    Map<ViewName, EdgeCopy> copies = new HashMap<>();
    for (ViewName view : views) {
      boolean free = cache.slot(owner, view).mark().flatMap(EdgeMark::free).isPresent();
      if (free) {
        dropped.remove(new Dropped(owner, view, id));
      } else if (dropped.contains(new Dropped(owner, view, id))) {
        copies.put(view, new EdgeCopy.None());
      }
    }
    Evicted evicted = cache.evict(owner, views, id);
    for (ViewName view : views) {
      cache.slot(owner, view).mark().stream()
          .flatMap(mark -> mark.claims().stream())
          .filter(claim -> !claim.eviction().equals(id))
          .forEach(claim -> dropped.add(new Dropped(owner, view, claim.eviction())));
    }
    evicted.copies().forEach(copies::putIfAbsent);
    return new Evicted(new TreeMap<>(copies), evicted.witness());
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

  /** Of what is broken and lasts. */
  long hash() {
    return dropped.hashCode();
  }
}
