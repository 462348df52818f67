package dev.freshet.viewcache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewCacheContract;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryViewCacheTest extends ViewCacheContract {
  private final SteppedClock clock = new SteppedClock();
  private final InMemoryViewCache cache = new InMemoryViewCache(clock);

  @Override
  protected ViewCache cache() {
    return cache;
  }

  @Override
  protected Instant clock() {
    return clock.instant();
  }

  @Override
  protected void letPass(Duration time) {
    clock.advance(time);
  }

  @Override
  protected void lose(Part part, ViewKey lost) {
    switch (part) {
      case PAGES -> cache.losePages(lost);
      case FENCE -> cache.loseFence(lost);
    }
  }

  @Test
  void eachMissRenewsTheFence() {
    Duration almost = CacheLimits.FENCE_TTL.minusMillis(1);
    Fence first = miss(page);
    clock.advance(almost);
    assertThat(miss(page)).isEqualTo(first);
    clock.advance(almost);
    assertThat(miss(page)).isEqualTo(first);
    clock.advance(CacheLimits.FENCE_TTL);
    assertThat(fill(page, first, envelope("a"))).isEqualTo(new FillResult.Rejected());
    assertThat(miss(page)).isNotEqualTo(first);
  }

  @Test
  void whatHasExpiredIsNotHeld() {
    fill(page, miss(page), envelope("a"), Generation.random(), SHORT);
    clock.advance(SHORT.minusMillis(1));
    assertThat(cache.slot(view).pages()).hasSize(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(cache.slot(view).pages()).isEmpty();
    clock.advance(CacheLimits.FENCE_TTL);
    assertThat(cache.slot(view)).isEqualTo(ViewSlot.EMPTY);
  }

  @Test
  void aFlushLeavesNothing() {
    stored(page, "a");
    cache.flush();
    assertThat(cache.slot(view)).isEqualTo(ViewSlot.EMPTY);
  }

  @Test
  void aCopyHoldsTheSameAndChangesByItself() {
    stored(page, "a");
    InMemoryViewCache copy = cache.copy(clock);
    assertThat(copy.slot(view)).isEqualTo(cache.slot(view));
    evict();
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(copy.slot(view).pages()).hasSize(1);
  }

  @Test
  void aFailoverRestoresWhatTheReplicaHolds() {
    Generation living = stored(page, envelope("a"));
    InMemoryViewCache replica = cache.copy(clock);
    evict();
    stored(other, "b");
    cache.failOver(replica);
    assertThat(state(page).generation()).isEqualTo(living);
    assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void anUnavailableCacheAnswersNoCallAndForgetsNothing() {
    Generation living = stored(page, envelope("a"));
    cache.setUnavailable(true);
    assertThat(look(page)).isInstanceOf(Lookup.Unavailable.class);
    assertThat(fill(page, Fence.random(), envelope("b")))
        .isInstanceOf(FillResult.Unavailable.class);
    assertThat(cache.countSaved(view, living)).isZero();
    assertThat(cache.elect(view, living, SHORT)).isEqualTo(new Election.NotElected());
    assertThat(cache.lease(view, living, now().plus(HOUR))).isFalse();
    cache.postpone(view, living, HOUR);
    assertThat(cache.evictAll(List.of(eviction(alice, DASHBOARD))))
        .singleElement()
        .isInstanceOf(EvictionResult.Unavailable.class);
    assertThatExceptionOfType(CacheUnavailableException.class)
        .isThrownBy(() -> cache.discard(view));
    InMemoryViewCache copy = cache.copy(clock);
    cache.setUnavailable(false);
    assertThat(cache.countSaved(view, living)).isOne();
    assertThat(copy.countSaved(view, living)).isZero();
  }
}
