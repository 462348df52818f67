package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.EvictionResult.Evicted;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Calls two caches, and compares every reply except the servers' times. */
final class ComparedCache implements ViewCache {
  private final ViewCache memory;
  private final ViewCache redis;
  private int calls;

  ComparedCache(ViewCache memory, ViewCache redis) {
    this.memory = memory;
    this.redis = redis;
  }

  int calls() {
    return calls;
  }

  @Override
  public List<Lookup> readAll(List<Read> reads) {
    return same(memory.readAll(reads), redis.readAll(reads));
  }

  @Override
  public List<FillResult> fillAll(List<Fill> fills) {
    return same(memory.fillAll(fills), redis.fillAll(fills));
  }

  @Override
  public long countSaved(ViewKey view, Generation generation) {
    return same(memory.countSaved(view, generation), redis.countSaved(view, generation));
  }

  @Override
  public Election elect(ViewKey view, Generation generation, Duration turn) {
    Election mine = memory.elect(view, generation, turn);
    same(mine.getClass(), redis.elect(view, generation, turn).getClass());
    return mine;
  }

  @Override
  public void postpone(ViewKey view, Generation generation, Duration delay) {
    memory.postpone(view, generation, delay);
    redis.postpone(view, generation, delay);
    calls++;
  }

  @Override
  public boolean lease(ViewKey view, Generation generation, Instant until) {
    return same(memory.lease(view, generation, until), redis.lease(view, generation, until));
  }

  @Override
  public List<EvictionResult> evictAll(List<Eviction> evictions) {
    List<EvictionResult> mine = memory.evictAll(evictions);
    List<EvictionResult> real = redis.evictAll(evictions);
    for (int i = 0; i < mine.size(); i++) {
      same(((Evicted) mine.get(i)).found(), ((Evicted) real.get(i)).found());
    }
    return mine;
  }

  @Override
  public void discard(ViewKey view) {
    memory.discard(view);
    redis.discard(view);
    calls++;
  }

  private <T> T same(T mine, T real) {
    calls++;
    assertThat(real).isEqualTo(mine);
    return mine;
  }
}
