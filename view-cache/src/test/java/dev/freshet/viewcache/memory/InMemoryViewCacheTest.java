package dev.freshet.viewcache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewCacheContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryViewCacheTest extends ViewCacheContract {
  private final SteppedClock clock = new SteppedClock();
  private final InMemoryViewCache cache = new InMemoryViewCache(clock);
  private final PageKey page = new PageKey(alice, DASHBOARD, "");
  private final EvictionId eviction = new EvictionId("e");

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
  protected void lose(Part part, Owner owner, ViewName view) {
    switch (part) {
      case PAGES -> cache.losePages(owner, view);
      case FENCE -> cache.loseFence(owner, view);
      case MARK -> cache.loseMark(owner, view);
      case HEAT -> cache.loseHeat(owner, view);
    }
  }

  @Override
  protected void cool(Duration time, Owner owner, ViewName view) {
    clock.advance(time);
  }

  private Lookup look() {
    return cache.read(page, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random());
  }

  private FillResult fill(Fence fence) {
    Envelope envelope = new Envelope(alice, clock.instant(), "\"e\"", "body");
    EdgeUntil until = EdgeUntil.always(clock.instant().plusSeconds(60));
    return cache.fill(page, fence, envelope, Duration.ofHours(1), until);
  }

  private Evicted evict() {
    return cache.evict(alice, List.of(DASHBOARD), eviction);
  }

  @Nested
  class Fences {

    @Test
    void areRenewedByEachMissAndExpireWithoutOne() {
      Duration almost = CacheLimits.FENCE_TTL.minusMillis(1);
      Lookup first = look();
      clock.advance(almost);
      assertThat(look()).isEqualTo(first);
      clock.advance(almost);
      assertThat(look()).isEqualTo(first);
      clock.advance(CacheLimits.FENCE_TTL);
      assertThat(fill(((Lookup.Miss) first).fence())).isEqualTo(new FillResult.Rejected());
      assertThat(look()).isNotEqualTo(first);
    }
  }

  @Nested
  class Losses {

    @Test
    void changeTheWitness() {
      assertWitnessChangedBy(lossy -> lossy.loseMark(alice, DASHBOARD));
      assertWitnessChangedBy(InMemoryViewCache::flush);
      assertWitnessChangedBy(InMemoryViewCache::restart);
    }

    private void assertWitnessChangedBy(Consumer<InMemoryViewCache> loss) {
      ViewsEvicted.Witness before =
          cache.evict(alice, List.of(ORDERS), eviction).witness().orElseThrow();
      fill(((Lookup.Miss) look()).fence());
      loss.accept(cache);
      Evicted evicted = evict();
      assertThat(evicted.copies()).containsEntry(DASHBOARD, new EdgeCopy.None());
      assertThat(evicted.witness()).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void areCounted() {
      look();
      cache.loseFence(alice, DASHBOARD);
      cache.flush();
      assertThat(evict().witness()).contains(new ViewsEvicted.Witness("memory-1", 1, 1));
      cache.restart();
      assertThat(evict().witness()).contains(new ViewsEvicted.Witness("memory-1+", 0, 0));
    }

    @Test
    void ofNothingChangeNothing() {
      ViewsEvicted.Witness before = evict().witness().orElseThrow();
      cache.loseFence(alice, DASHBOARD);
      assertThat(evict().witness()).contains(before);
    }

    @Test
    void ofWhatHasExpiredChangeNothing() {
      look();
      ViewsEvicted.Witness before =
          cache.evict(alice, List.of(ORDERS), eviction).witness().orElseThrow();
      clock.advance(CacheLimits.FENCE_TTL);
      assertThat(cache.slot(alice, DASHBOARD)).isEqualTo(ViewSlot.EMPTY);
      cache.loseFence(alice, DASHBOARD);
      assertThat(evict().witness()).contains(before);
    }

    @Test
    void ofEverythingLeaveNothing() {
      fill(((Lookup.Miss) look()).fence());
      cache.flush();
      assertThat(cache.slot(alice, DASHBOARD)).isEqualTo(ViewSlot.EMPTY);
      fill(((Lookup.Miss) look()).fence());
      cache.restart();
      assertThat(cache.slot(alice, DASHBOARD)).isEqualTo(ViewSlot.EMPTY);
    }
  }

  @Nested
  class ACopy {

    @Test
    void holdsTheSameAndGoesOnByItself() {
      Fence fence = ((Lookup.Miss) look()).fence();
      fill(fence);
      cache.flush();
      Fence second = ((Lookup.Miss) look()).fence();
      fill(second);
      InMemoryViewCache copy = cache.copy(clock);
      assertThat(copy.slot(alice, DASHBOARD)).isEqualTo(cache.slot(alice, DASHBOARD));

      evict();
      assertThat(look()).isInstanceOf(Lookup.Miss.class);
      assertThat(copy.read(page, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random()))
          .isInstanceOf(Lookup.Hit.class);

      cache.restart();
      assertThat(copy.evict(alice, List.of(ORDERS), eviction).witness())
          .contains(new ViewsEvicted.Witness("memory-1", 0, 1));
    }

    @Test
    void isAwayWhereItsOriginalIs() {
      cache.setAway(true);
      InMemoryViewCache copy = cache.copy(clock);
      cache.setAway(false);
      assertThat(copy.read(page, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random()))
          .isInstanceOf(Lookup.Away.class);
    }
  }

  @Nested
  class Away {

    @Test
    void itAnswersNobodyAndForgetsNothing() {
      Fence fence = ((Lookup.Miss) look()).fence();
      cache.setAway(true);
      assertThat(look()).isInstanceOf(Lookup.Away.class);
      assertThat(fill(fence)).isInstanceOf(FillResult.Away.class);
      assertThatExceptionOfType(CacheAwayException.class).isThrownBy(() -> evict());
      assertThatExceptionOfType(CacheAwayException.class)
          .isThrownBy(() -> cache.discard(alice, DASHBOARD));
      cache.setAway(false);
      assertThat(fill(fence)).isEqualTo(new FillResult.Stored(Heat.COOL));
    }
  }
}
