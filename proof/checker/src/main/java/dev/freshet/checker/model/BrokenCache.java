package dev.freshet.checker.model;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.memory.ViewSlot.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cache without one of the protocol's rules. */
final class BrokenCache implements ViewCache {

  /** Younger than any page: a read with this time gets a fence and has no other effect. */
  private static final Instant NEVER = Instant.MAX;

  private final InMemoryViewCache cache;
  private final Variant variant;
  private final Duration skew;

  BrokenCache(InMemoryViewCache cache, Variant variant, Duration skew) {
    this.cache = cache;
    this.variant = variant;
    this.skew = skew;
  }

  BrokenCache over(InMemoryViewCache another) {
    return new BrokenCache(another, variant, skew);
  }

  @Override
  public List<Lookup> readAll(List<Read> reads) {
    if (variant != Variant.NO_SKEW) {
      return cache.readAll(reads);
    }
    return cache.readAll(
        reads.stream()
            .map(read ->
                read.notBefore().equals(ANY_AGE)
                    ? read
                    : new Read(
                        read.key(),
                        read.notBefore().minus(skew),
                        read.ifNoneMatch(),
                        read.leasedEnough(),
                        read.candidate()))
            .toList());
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    if (variant != Variant.NO_FENCE) {
      return cache.fillAll(fills);
    }
    return cache.fillAll(
        fills.stream()
            .map(fill ->
                new Fill(
                    fill.key(),
                    current(fill.key(), fill.fence()),
                    fill.candidate(),
                    fill.page(),
                    fill.timeToLive()))
            .toList());
  }

  @Override
  public long countSaved(ViewKey view, Generation generation) {
    return cache.countSaved(view, generation);
  }

  @Override
  public Election elect(ViewKey view, Generation generation, Duration turn) {
    return cache.elect(view, generation, turn);
  }

  @Override
  public void postpone(ViewKey view, Generation generation, Duration delay) {
    cache.postpone(view, generation, delay);
  }

  @Override
  public boolean lease(ViewKey view, Generation generation, Instant until) {
    Generation noted =
        variant == Variant.GENERATION_UNCOMPARED
            ? cache.slot(view).life().map(Life::generation).orElse(generation)
            : generation;
    return cache.lease(view, noted, until);
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    return switch (variant) {
      case FENCE_KEPT -> keepingFences(evictions);
      case FOUND_UNTOLD -> cache.evictAll(evictions).stream().map(BrokenCache::untold).toList();
      default -> cache.evictAll(evictions);
    };
  }

  private static EvictionResult untold(EvictionResult result) {
    return result instanceof EvictionResult.Evicted evicted
        ? new EvictionResult.Evicted(evicted.at(), new TreeMap<>())
        : result;
  }

  private List<EvictionResult> keepingFences(List<Eviction> evictions) {
    Map<ViewKey, Fence> before = new HashMap<>();
    for (Eviction eviction : evictions) {
      for (var name : eviction.views()) {
        ViewKey view = new ViewKey(eviction.owner(), name);
        cache.slot(view).fence().ifPresent(fence -> before.put(view, fence));
      }
    }
    List<EvictionResult> evicted = cache.evictAll(evictions);
    before.forEach((view, fence) -> current(new PageKey(view.owner(), view.view(), ""), fence));
    return evicted;
  }

  @Override
  public void discard(ViewKey view) {
    cache.discard(view);
  }

  private Fence current(PageKey key, Fence candidate) {
    Read read = new Read(key, NEVER, null, NEVER, candidate);
    return switch (cache.readAll(List.of(read)).getFirst()) {
      case Lookup.Miss(Fence fence) -> fence;
      case Lookup.Hit _, Lookup.Unreadable _, Lookup.Unavailable _ -> candidate;
    };
  }
}
