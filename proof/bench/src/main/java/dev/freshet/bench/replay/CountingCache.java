package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
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

/** Counts the scripts that Redis would run. */
record CountingCache(ViewCache cache, Counts counts) implements ViewCache {
  private void count(int scripts) {
    counts.add(Kind.SCRIPTS, scripts);
  }

  @Override
  public List<Lookup> readAll(List<Read> reads) {
    count(reads.size());
    return cache.readAll(reads);
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    count(fills.size());
    return cache.fillAll(fills);
  }

  @Override
  public long countSaved(ViewKey view, Generation generation) {
    count(1);
    return cache.countSaved(view, generation);
  }

  @Override
  public Election elect(ViewKey view, Generation generation, Duration turn) {
    count(1);
    return cache.elect(view, generation, turn);
  }

  @Override
  public void postpone(ViewKey view, Generation generation, Duration delay) {
    count(1);
    cache.postpone(view, generation, delay);
  }

  @Override
  public boolean lease(ViewKey view, Generation generation, Instant until) {
    count(1);
    return cache.lease(view, generation, until);
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    count(evictions.size());
    return cache.evictAll(evictions);
  }

  @Override
  public void discard(ViewKey view) {
    count(1);
    cache.discard(view);
  }
}
