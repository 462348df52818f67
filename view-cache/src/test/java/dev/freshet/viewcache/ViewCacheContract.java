package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ViewsEvicted.FoundLease;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every cache of views does, whatever keeps it. The evictions; the rest is inherited. */
public abstract class ViewCacheContract extends LeaseContract {
  private final PageKey orders = new PageKey(alice, ORDERS, "");

  /** Stores a page under a lease until then. */
  private FoundLease leased(PageKey key, Instant until) {
    Generation generation = stored(key, new Envelope(key.owner(), now(), "\"1\"", "body"));
    assertThat(cache().lease(key.viewKey(), generation, until)).isTrue();
    return new FoundLease(generation.token(), until);
  }

  @Test
  void anEvictionTakesAllPagesOfTheView() {
    stored(page, "a");
    stored(other, "b");
    stored(orders, "c");
    evict();
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
    assertThat(look(orders)).isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void anEvictionTellsTheTimeOfTheCache() {
    Instant before = now();
    assertThat(evict().at()).isBetween(before, clock());
  }

  @Test
  void anEvictionFindsTheLeasedGeneration() {
    FoundLease lease = leased(page, now().plus(HOUR));
    assertThat(evict().found()).containsOnlyKeys(DASHBOARD).containsEntry(DASHBOARD, lease);
  }

  @Test
  void aGenerationWithoutALeaseIsNotFound() {
    stored(page, "a");
    Generation generation = state(page).generation();
    cache().countSaved(view, generation);
    cache().elect(view, generation, HOUR);
    cache().lease(view, generation, GenerationState.NOT_LEASED);
    assertThat(evict().found()).isEmpty();
  }

  @Test
  void aRepeatedEvictionSucceedsAndFindsNothing() {
    leased(page, now().plus(HOUR));
    evict();
    assertThat(evict().found()).isEmpty();
  }

  @Test
  void aLateEvictionTakesWhatWasStoredSince() {
    evict();
    stored(page, "b");
    evict();
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void eachViewOfAnEvictionIsFoundForItself() {
    FoundLease lease = leased(orders, now().plus(HOUR));
    stored(page, "not leased");
    assertThat(evict(alice, DASHBOARD, ORDERS).found())
        .containsOnlyKeys(ORDERS)
        .containsEntry(ORDERS, lease);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    assertThat(look(orders)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void ownersAreEvictedTogetherAndAnsweredInTheirOrder() {
    PageKey bobs = new PageKey(bob, DASHBOARD, "");
    FoundLease ofAlice = leased(page, now().plus(HOUR));
    FoundLease ofBob = leased(bobs, now().plus(HOUR).plusMillis(1));
    List<EvictionResult> results =
        cache()
            .evictAll(
                List.of(
                    eviction(bob, DASHBOARD), eviction(alice, ORDERS), eviction(alice, DASHBOARD)));
    assertThat(results)
        .map(result -> ((EvictionResult.Evicted) result).found().get(DASHBOARD))
        .containsExactly(ofBob, null, ofAlice);
    assertThat(look(bobs)).isInstanceOf(Lookup.Miss.class);
  }
}
