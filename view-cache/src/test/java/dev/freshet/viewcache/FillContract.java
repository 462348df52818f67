package dev.freshet.viewcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads, fills and fences. */
abstract class FillContract extends CacheFixture {
  private static final FillResult REJECTED = new FillResult.Rejected();

  private Envelope found(PageKey key) {
    return ((Lookup.Hit) look(key)).envelope();
  }

  @Test
  void aMissReturnsTheCandidateAsFenceAndKeepsItForTheNextReader() {
    Fence first = Fence.random();
    assertThat(look(read(page, ViewCache.ANY_AGE, first))).isEqualTo(new Lookup.Miss(first));
    assertThat(look(page)).isEqualTo(new Lookup.Miss(first));
    assertThat(look(other)).isEqualTo(new Lookup.Miss(first));
  }

  @Test
  void aStoredPageIsFoundAsItWas() {
    Envelope envelope = stored(page, "{\"a\": \"ä€😀\",\n\n\"b\": \"x|y\"}\n");
    assertThat(found(page)).isEqualTo(envelope);
  }

  @Test
  void anEmptyPageIsAPage() {
    Envelope envelope = stored(page, "");
    assertThat(found(page)).isEqualTo(envelope);
  }

  @Test
  void pagesViewsAndOwnersAreKeptApart() {
    Envelope envelope = stored(page, "mine");
    Owner product = Owner.of(new ProductId(alice.id()));
    assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
    assertThat(look(new PageKey(alice, ORDERS, ""))).isInstanceOf(Lookup.Miss.class);
    assertThat(look(new PageKey(product, DASHBOARD, ""))).isInstanceOf(Lookup.Miss.class);
    assertThat(found(page)).isEqualTo(envelope);
  }

  @Test
  void aPageLoadedTooEarlyIsAMissForThisReaderAndStaysForOthers() {
    Envelope envelope = stored(page, "old");
    assertThat(look(read(page, envelope.loadedAt().plusMillis(1), Fence.random())))
        .isInstanceOf(Lookup.Miss.class);
    assertThat(look(read(page, envelope.loadedAt(), Fence.random())))
        .isInstanceOf(Lookup.Hit.class);
  }

  @Test
  void aNewerPageReplacesTheOneThatWasTooOld() {
    Envelope old = stored(page, "old");
    Lookup tooOld = look(read(page, old.loadedAt().plusMillis(1), Fence.random()));
    Envelope newer = envelope("new", old.loadedAt().plusMillis(1));
    fill(page, ((Lookup.Miss) tooOld).fence(), newer);
    assertThat(found(page)).isEqualTo(newer);
  }

  @Test
  void aFillThatAnEvictionOvertookIsRejected() {
    Fence fence = miss(page);
    evict();
    assertThat(fill(page, fence, envelope("stale"))).isEqualTo(REJECTED);
    assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void aFillThatAnEvictionOvertookIsRejectedAlthoughTheViewHasAFenceAgain() {
    Fence fence = miss(page);
    evict();
    assertThat(miss(page)).isNotEqualTo(fence);
    assertThat(fill(page, fence, envelope("stale"))).isEqualTo(REJECTED);
  }

  @Test
  void aFillWhoseFenceTheCacheLostIsRejected() {
    Fence fence = miss(page);
    lose(Part.FENCE, view);
    assertThat(fill(page, fence, envelope("stale?"))).isEqualTo(REJECTED);
    miss(page);
    assertThat(fill(page, fence, envelope("stale?"))).isEqualTo(REJECTED);
  }

  @Test
  void anEvictionOfOneViewLeavesTheFencesOfOthers() {
    Fence fence = miss(page);
    evict(alice, ORDERS);
    assertThat(fill(page, fence, envelope("fresh"))).isInstanceOf(FillResult.Stored.class);
  }

  @Test
  void oneFenceServesAllPagesAndReadersUntilTheEviction() {
    Fence fence = miss(page);
    assertThat(fill(page, fence, envelope("a"))).isInstanceOf(FillResult.Stored.class);
    assertThat(fill(other, fence, envelope("b"))).isInstanceOf(FillResult.Stored.class);
    assertThat(fill(page, fence, envelope("c"))).isInstanceOf(FillResult.Stored.class);
    assertThat(found(page).body()).isEqualTo("c");
  }

  @Test
  void severalReadsAreAnsweredInTheirOrder() {
    Envelope envelope = stored(page, "there");
    PageKey bobs = new PageKey(bob, DASHBOARD, "");
    Fence candidate = Fence.random();
    List<Lookup> found =
        cache()
            .readAll(
                List.of(
                    read(bobs, ViewCache.ANY_AGE, candidate),
                    read(page, ViewCache.ANY_AGE, Fence.random()),
                    read(page, envelope.loadedAt().plusMillis(1), Fence.random())));
    assertThat(found.getFirst()).isEqualTo(new Lookup.Miss(candidate));
    assertThat(found.get(1))
        .isInstanceOfSatisfying(
            Lookup.Hit.class, hit -> assertThat(hit.envelope()).isEqualTo(envelope));
    assertThat(found.getLast()).isInstanceOf(Lookup.Miss.class);
  }

  @Test
  void oneOfSeveralFillsIsRejectedForItself() {
    PageKey bobs = new PageKey(bob, DASHBOARD, "");
    Fence broken = miss(page);
    Fence unbroken = miss(bobs);
    evict();
    Envelope ofBob = new Envelope(bob, now(), "\"1\"", "bob");
    List<FillResult> filled =
        cache()
            .fillAll(
                List.of(
                    new ViewCache.Fill(page, broken, Generation.random(), envelope("a"), HOUR),
                    new ViewCache.Fill(bobs, unbroken, Generation.random(), ofBob, HOUR)));
    assertThat(filled.getFirst()).isEqualTo(REJECTED);
    assertThat(filled.getLast()).isInstanceOf(FillResult.Stored.class);
    assertThat(found(bobs)).isEqualTo(ofBob);
  }

  @Test
  void noCallsHaveNoResults() {
    assertThat(cache().readAll(List.of())).isEmpty();
    assertThat(cache().fillAll(List.of())).isEmpty();
    assertThat(cache().evictAll(List.of())).isEmpty();
  }
}
