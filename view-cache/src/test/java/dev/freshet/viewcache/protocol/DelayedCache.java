package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
  public List<Lookup> readAll(List<Read> reads) {
    return late(cache.readAll(reads));
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    return late(cache.fillAll(fills));
  }

  @Override
  public long countSaved(ViewKey view, Generation generation) {
    return late(cache.countSaved(view, generation));
  }

  @Override
  public Election elect(ViewKey view, Generation generation, Duration turn) {
    return late(cache.elect(view, generation, turn));
  }

  @Override
  public void postpone(ViewKey view, Generation generation, Duration delay) {
    cache.postpone(view, generation, delay);
    meanwhile.run();
  }

  @Override
  public boolean lease(ViewKey view, Generation generation, Instant until) {
    return late(cache.lease(view, generation, until));
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    return late(cache.evictAll(evictions));
  }

  @Override
  public void discard(ViewKey view) {
    cache.discard(view);
    meanwhile.run();
  }
}
