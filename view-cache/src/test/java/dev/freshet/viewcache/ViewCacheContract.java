package dev.freshet.viewcache;

import static dev.freshet.viewcache.ViewCache.NOT_AT_EDGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every cache of views does, whatever keeps it. */
public abstract class ViewCacheContract {
  protected static final ViewName DASHBOARD = new ViewName("dashboard");
  protected static final ViewName ORDERS = new ViewName("orders");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** More than a busy machine needs for a few calls. */
  private static final Duration A_MOMENT = Duration.ofSeconds(3);

  /** Nobody else's, so that tests on one server leave each other alone. */
  protected final Owner alice = Owner.of(new UserId("alice-" + UUID.randomUUID()));

  private final PageKey page = new PageKey(alice, DASHBOARD, "");
  private final PageKey other = new PageKey(alice, DASHBOARD, "limit=5");
  private final EvictionId eviction = new EvictionId("change-1");
  private final EvictionId nextEviction = new EvictionId("change-2");

  protected abstract ViewCache cache();

  protected abstract Instant clock();

  /** Returns when the cache's clock has gone on by so much. */
  protected abstract void letPass(Duration time);

  /** What a cache can lose for want of memory. */
  public enum Part {
    PAGES,
    FENCE,
    MARK,
    HEAT
  }

  protected abstract void lose(Part part, Owner owner, ViewName view);

  /** Returns when the view is as warm as it will be in so much time. */
  protected abstract void cool(Duration time, Owner owner, ViewName view);

  private Instant now() {
    return clock().truncatedTo(ChronoUnit.MILLIS);
  }

  private Instant anHourOn() {
    return now().plus(HOUR);
  }

  private Envelope envelope(String body) {
    return envelope(body, now());
  }

  private Envelope envelope(String body, Instant loadedAt) {
    return new Envelope(alice, loadedAt, "\"e-" + body.hashCode() + "\"", body);
  }

  private Lookup look(PageKey key) {
    return cache().read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random());
  }

  private Fence miss(PageKey key) {
    return ((Lookup.Miss) look(key)).fence();
  }

  private FillResult fill(PageKey key, Fence fence, Envelope envelope, Instant edgeUntil) {
    return fill(key, fence, envelope, EdgeUntil.always(edgeUntil));
  }

  private FillResult fill(PageKey key, Fence fence, Envelope envelope, EdgeUntil edgeUntil) {
    return cache().fill(key, fence, envelope, HOUR, edgeUntil);
  }

  private Envelope stored(PageKey key, String body) {
    return stored(key, envelope(body), Instant.EPOCH);
  }

  private Envelope stored(PageKey key, Envelope envelope, Instant edgeUntil) {
    assertThat(fill(key, miss(key), envelope, edgeUntil)).isInstanceOf(FillResult.Stored.class);
    return envelope;
  }

  private Evicted evict(EvictionId id) {
    return cache().evict(alice, List.of(DASHBOARD), id);
  }

  private EdgeCopy copyAt(EvictionId id) {
    SortedMap<ViewName, EdgeCopy> copies = evict(id).copies();
    assertThat(copies).containsOnlyKeys(DASHBOARD);
    return Objects.requireNonNull(copies.get(DASHBOARD));
  }

  @Nested
  class SeveralAtOnce {
    private final Owner bob = Owner.of(new UserId("bob-" + UUID.randomUUID()));
    private final PageKey bobs = new PageKey(bob, DASHBOARD, "");

    @Test
    void readsOfSeveralOwnersAreAnsweredInTheirOrder() {
      Envelope there = stored(page, "there");
      Fence candidate = Fence.random();

      assertThat(
              cache()
                  .readAll(
                      List.of(
                          read(bobs, NOT_AT_EDGE, candidate),
                          read(page, NOT_AT_EDGE, Fence.random()),
                          read(bobs, NOT_AT_EDGE, Fence.random()))))
          .containsExactly(
              new Lookup.Miss(candidate),
              new Lookup.Hit(there, Heat.COOL),
              new Lookup.Miss(candidate));
    }

    @Test
    void readsRaiseTheMarksOfWhatTheyFind() {
      stored(page, "there");
      Instant until = anHourOn();

      cache().readAll(List.of(read(page, EdgeUntil.always(until), Fence.random())));

      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(until));
    }

    @Test
    void readsDoNotTakeWhatIsTooOld() {
      Envelope old = stored(page, "old");

      assertThat(
              cache()
                  .readAll(
                      List.of(
                          new ViewCache.Read(
                              page, old.loadedAt().plusMillis(1), NOT_AT_EDGE, Fence.random()))))
          .singleElement()
          .isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void aFillIsRejectedForItselfAndNotForTheOthers() {
      Fence broken = miss(page);
      Fence unbroken = miss(bobs);
      evict(eviction);
      Envelope ofBob = new Envelope(bob, now(), "\"1\"", "bob");
      Instant until = anHourOn();

      assertThat(
              cache()
                  .fillAll(
                      List.of(
                          new ViewCache.Fill(
                              page, broken, envelope("stale"), HOUR, EdgeUntil.always(until)),
                          new ViewCache.Fill(
                              bobs, unbroken, ofBob, HOUR, EdgeUntil.always(until)))))
          .containsExactly(new FillResult.Rejected(), new FillResult.Stored(Heat.COOL));
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
      assertThat(look(bobs)).isEqualTo(new Lookup.Hit(ofBob, Heat.COOL));
      assertThat(cache().evict(bob, List.of(DASHBOARD), eviction).copies())
          .containsEntry(DASHBOARD, new EdgeCopy.AliveUntil(until));
    }

    @Test
    void noneIsNothing() {
      assertThat(cache().readAll(List.of())).isEmpty();
      assertThat(cache().fillAll(List.of())).isEmpty();
    }

    private ViewCache.Read read(PageKey key, EdgeUntil edgeUntil, Fence candidate) {
      return new ViewCache.Read(key, ViewCache.ANY_AGE, edgeUntil, candidate);
    }
  }

  @Nested
  class Reading {

    @Test
    void aMissGivesOutTheCandidateAsFenceAndKeepsItForTheNext() {
      Fence first = Fence.random();
      Lookup lookup = cache().read(page, ViewCache.ANY_AGE, EdgeUntil.always(anHourOn()), first);
      assertThat(lookup).isEqualTo(new Lookup.Miss(first));
      assertThat(look(page)).isEqualTo(new Lookup.Miss(first));
      assertThat(look(other)).isEqualTo(new Lookup.Miss(first));
    }

    @Test
    void aStoredPageIsFoundAsItWas() {
      Envelope envelope = stored(page, "{\"a\": \"ä€😀\",\n\n\"b\": \"x|y\"}\n");
      assertThat(look(page)).isEqualTo(new Lookup.Hit(envelope, Heat.COOL));
    }

    @Test
    void anEmptyPageIsAPage() {
      Envelope envelope = stored(page, "");
      assertThat(look(page)).isEqualTo(new Lookup.Hit(envelope, Heat.COOL));
    }

    @Test
    void pagesViewsAndOwnersAreApart() {
      Envelope envelope = stored(page, "mine");
      Owner product = Owner.of(new ProductId(alice.id()));
      assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
      assertThat(look(new PageKey(alice, ORDERS, ""))).isInstanceOf(Lookup.Miss.class);
      assertThat(look(new PageKey(product, DASHBOARD, ""))).isInstanceOf(Lookup.Miss.class);
      assertThat(look(page)).isEqualTo(new Lookup.Hit(envelope, Heat.COOL));
    }

    @Test
    void aPageLoadedTooEarlyIsAMissForThisReaderAndStaysForOthers() {
      Envelope envelope = stored(page, "old");
      Instant loadedAt = envelope.loadedAt();
      Fence candidate = Fence.random();
      assertThat(
              cache().read(page, loadedAt.plusMillis(1), EdgeUntil.always(anHourOn()), candidate))
          .isInstanceOf(Lookup.Miss.class);
      assertThat(cache().read(page, loadedAt, ViewCache.NOT_AT_EDGE, candidate))
          .isEqualTo(new Lookup.Hit(envelope, Heat.COOL));
    }

    @Test
    void aNewerPageTakesThePlaceOfTheOneThatWasTooOld() {
      Envelope old = stored(page, "old");
      Lookup tooOld =
          cache().read(page, old.loadedAt().plusMillis(1), ViewCache.NOT_AT_EDGE, Fence.random());
      Envelope newer = envelope("new", old.loadedAt().plusMillis(1));
      fill(page, ((Lookup.Miss) tooOld).fence(), newer, ViewCache.NOT_AT_EDGE);
      assertThat(look(page)).isEqualTo(new Lookup.Hit(newer, Heat.COOL));
    }
  }

  @Nested
  class Filling {

    @Test
    void aSlowReaderLosesToAnEviction() {
      Fence fence = miss(page);
      evict(eviction);
      assertThat(fill(page, fence, envelope("stale"), anHourOn()))
          .isEqualTo(new FillResult.Rejected());
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void aSlowReaderLosesEvenIfAnotherReaderCameAfterTheEviction() {
      Fence fence = miss(page);
      evict(eviction);
      assertThat(miss(page)).isNotEqualTo(fence);
      assertThat(fill(page, fence, envelope("stale"), anHourOn()))
          .isEqualTo(new FillResult.Rejected());
    }

    @Test
    void aFenceThatTheCacheLostMeansARejectedFill() {
      Fence fence = miss(page);
      lose(Part.FENCE, alice, DASHBOARD);
      assertThat(fill(page, fence, envelope("stale?"), anHourOn()))
          .isEqualTo(new FillResult.Rejected());
      miss(page);
      assertThat(fill(page, fence, envelope("stale?"), anHourOn()))
          .isEqualTo(new FillResult.Rejected());
    }

    @Test
    void anEvictionOfOneViewLeavesTheOthersAlone() {
      Fence fence = miss(page);
      cache().evict(alice, List.of(ORDERS), eviction);
      assertThat(fill(page, fence, envelope("fresh"), anHourOn()))
          .isEqualTo(new FillResult.Stored(Heat.COOL));
    }

    @Test
    void oneFenceServesAllPagesAndReadersUntilTheEviction() {
      Fence fence = miss(page);
      assertThat(fill(page, fence, envelope("a"), anHourOn()))
          .isEqualTo(new FillResult.Stored(Heat.COOL));
      assertThat(fill(other, fence, envelope("b"), anHourOn()))
          .isEqualTo(new FillResult.Stored(Heat.COOL));
      assertThat(fill(page, fence, envelope("c"), anHourOn()))
          .isEqualTo(new FillResult.Stored(Heat.COOL));
    }

    @Test
    void anEvictionTakesAllPages() {
      stored(page, "a");
      stored(other, "b");
      evict(eviction);
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
      assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void pagesExpireTogetherWithTheFirstOfThem() {
      Fence fence = miss(page);
      cache().fill(page, fence, envelope("a"), SHORT, ViewCache.NOT_AT_EDGE);
      cache().fill(other, fence, envelope("b"), HOUR, ViewCache.NOT_AT_EDGE);
      assertThat(look(other)).isInstanceOf(Lookup.Hit.class);
      letPass(SHORT);
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
      assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void aViewThatIsFullBeginsAnewWithTheNextPage() {
      Fence fence = miss(page);
      for (int i = 0; i < CacheLimits.MOST_PAGES; i++) {
        fill(nth(i), fence, envelope("a"), ViewCache.NOT_AT_EDGE);
      }
      fill(nth(0), fence, envelope("b"), ViewCache.NOT_AT_EDGE);
      assertThat(look(nth(1))).isInstanceOf(Lookup.Hit.class);
      Envelope last = envelope("c");
      cache().fill(other, fence, last, SHORT, ViewCache.NOT_AT_EDGE);
      assertThat(look(nth(1))).isInstanceOf(Lookup.Miss.class);
      assertThat(look(other)).isEqualTo(new Lookup.Hit(last, Heat.COOL));
      letPass(SHORT);
      assertThat(look(other)).isInstanceOf(Lookup.Miss.class);
    }

    private PageKey nth(int i) {
      return new PageKey(alice, DASHBOARD, "cursor=" + i);
    }
  }

  @Nested
  class EdgeMarks {

    @Test
    void withoutAMarkThereIsNoCopyAsFarAsTheWitnessGoes() {
      stored(page, "never at the edge");
      look(page);
      Evicted evicted = evict(eviction);
      assertThat(evicted.copies().get(DASHBOARD)).isEqualTo(new EdgeCopy.None());
      assertThat(evicted.witness()).isPresent();
    }

    @Test
    void aFillRaisesTheMark() {
      Instant until = anHourOn();
      stored(page, envelope("a"), until);
      Evicted evicted = evict(eviction);
      assertThat(evicted.copies().get(DASHBOARD)).isEqualTo(new EdgeCopy.AliveUntil(until));
      assertThat(evicted.witness()).isPresent();
    }

    @Test
    void aHitRaisesTheMarkLikeAFill() {
      stored(page, "a");
      Instant until = anHourOn();
      cache().read(page, ViewCache.ANY_AGE, EdgeUntil.always(until), Fence.random());
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(until));
    }

    @Test
    void theLatestTimeCounts() {
      Instant early = anHourOn();
      Instant late = early.plusMillis(1);
      stored(page, envelope("a"), early);
      cache().read(page, ViewCache.ANY_AGE, EdgeUntil.always(late), Fence.random());
      cache().read(page, ViewCache.ANY_AGE, EdgeUntil.always(early), Fence.random());
      look(page);
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
    }

    @Test
    void aMissRaisesNothingAndNeitherDoesARejectedFill() {
      cache().read(page, ViewCache.ANY_AGE, EdgeUntil.always(anHourOn()), Fence.random());
      fill(page, Fence.random(), envelope("a"), anHourOn());
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.None());
    }

    @Test
    void aCopyThatMustHaveExpiredIsNone() {
      stored(page, envelope("a"), now().plus(SHORT));
      letPass(SHORT);
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.None());
    }

    @Test
    void eachViewHasItsOwn() {
      Instant until = anHourOn();
      stored(page, envelope("a"), until);
      Evicted evicted = cache().evict(alice, Set.of(DASHBOARD, ORDERS), eviction);
      assertThat(evicted.copies())
          .containsOnlyKeys(DASHBOARD, ORDERS)
          .containsEntry(DASHBOARD, new EdgeCopy.AliveUntil(until))
          .containsEntry(ORDERS, new EdgeCopy.None());
      assertThat(evicted.witness()).isPresent();
    }
  }

  @Nested
  class HotViews {
    private final Instant late = anHourOn();
    private final Instant soon = now().plusSeconds(60);
    private final EdgeUntil lateOrSoon = new EdgeUntil(late, soon);

    @Test
    void areThoseWhoseEvictionMayHaveCostAPurge() {
      stored(page, envelope("a"), soon);
      evict(eviction);
      assertThat(heat()).isEqualTo(Heat.HOT);
    }

    @Test
    void areNotThoseOfWhichNothingWasAtTheEdge() {
      evict(eviction);
      assertThat(heat()).isEqualTo(Heat.COOL);
    }

    @Test
    void coolWhenTheyWereNotEvictedForAWhile() {
      makeHot();
      cool(CacheLimits.HOT_FOR.minus(A_MOMENT), alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.HOT);
      cool(A_MOMENT, alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.COOL);
    }

    @Test
    void coolWithTheAnswersThatAPurgeIsWorth() {
      makeHot();
      assertThat(fill(page, miss(page), envelope("a"), lateOrSoon))
          .isEqualTo(new FillResult.Stored(Heat.HOT));
      assertThat(heatOfHits(CacheLimits.MOST_HOT_ANSWERS - 1)).containsOnly(Heat.HOT);
      assertThat(heatOfHits(2)).containsOnly(Heat.COOL);
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
    }

    @Test
    void coolInTheSameTimeHoweverManyAnswersLeave() {
      makeHot();
      stored(page, "a");
      assertThat(heatOfHits(1)).containsOnly(Heat.HOT);
      cool(CacheLimits.HOT_FOR.minus(A_MOMENT), alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.HOT);
      cool(A_MOMENT, alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.COOL);
    }

    @Test
    void countTheAnswersAnewWithEachEviction() {
      makeHot();
      stored(page, "a");
      heatOfHits(CacheLimits.MOST_HOT_ANSWERS - 1);
      evict(nextEviction);
      stored(page, "a");
      assertThat(heatOfHits(CacheLimits.MOST_HOT_ANSWERS)).containsOnly(Heat.HOT);
    }

    @Test
    void doNotCountAnswersThatAreNotForTheEdge() {
      makeHot();
      stored(page, "a");
      for (int i = 0; i < CacheLimits.MOST_HOT_ANSWERS; i++) {
        look(page);
      }
      assertThat(heatOfHits(1)).containsOnly(Heat.HOT);
    }

    @Test
    void stayHotWithEachEvictionThoughNothingIsAtTheEdge() {
      makeHot();
      lose(Part.MARK, alice, DASHBOARD);
      cool(CacheLimits.HOT_FOR.minus(A_MOMENT), alice, DASHBOARD);
      evict(nextEviction);
      cool(A_MOMENT, alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.HOT);
    }

    @Test
    void areMarkedWithTheEarlierTimeByAFillAndByAHit() {
      makeHot();
      assertThat(fill(page, miss(page), envelope("a"), lateOrSoon))
          .isEqualTo(new FillResult.Stored(Heat.HOT));
      assertThat(copyAt(new EvictionId("e3"))).isEqualTo(new EdgeCopy.AliveUntil(soon));
      assertThat(heat()).isEqualTo(Heat.HOT);
      assertThat(cache().read(page, ViewCache.ANY_AGE, lateOrSoon, Fence.random()))
          .isInstanceOfSatisfying(
              Lookup.Hit.class, hit -> assertThat(hit.heat()).isEqualTo(Heat.HOT));
      assertThat(copyAt(new EvictionId("e4"))).isEqualTo(new EdgeCopy.AliveUntil(soon));
    }

    @Test
    void leaveALaterMarkFromWhenTheyWereCoolToTheEvictionThatTookIt() {
      stored(page, envelope("a"), late);
      evict(eviction);
      assertThat(heat()).isEqualTo(Heat.HOT);
      cache().read(page, ViewCache.ANY_AGE, lateOrSoon, Fence.random());
      assertThat(copyAt(new EvictionId("e3"))).isEqualTo(new EdgeCopy.AliveUntil(soon));
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
    }

    @Test
    void areCoolAgainIfTheirHeatIsLost() {
      makeHot();
      lose(Part.HEAT, alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.COOL);
    }

    @Test
    void doNotHeatTheOwnersOthers() {
      makeHot();
      PageKey orders = new PageKey(alice, ORDERS, "");
      assertThat(fill(orders, miss(orders), envelope("a"), lateOrSoon))
          .isEqualTo(new FillResult.Stored(Heat.COOL));
    }

    @Test
    void areNotHeatedByADiscard() {
      stored(page, envelope("a"), soon);
      cache().discard(alice, DASHBOARD);
      assertThat(heat()).isEqualTo(Heat.COOL);
    }

    private void makeHot() {
      stored(page, envelope("a"), soon);
      evict(eviction);
    }

    private List<Heat> heatOfHits(int number) {
      return Stream.generate(
              () -> cache().read(page, ViewCache.ANY_AGE, lateOrSoon, Fence.random()))
          .limit(number)
          .map(found -> ((Lookup.Hit) found).heat())
          .toList();
    }

    private Heat heat() {
      cache().discard(alice, DASHBOARD);
      FillResult filled = fill(page, miss(page), envelope("a"), Instant.EPOCH);
      return ((FillResult.Stored) filled).heat();
    }
  }

  @Nested
  class RepeatedEvictions {

    @Test
    void anEvictionWhoseAnswerWasLostGetsItAgain() {
      Instant until = anHourOn();
      stored(page, envelope("a"), until);
      evict(eviction);
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(until));
      assertThat(evict(eviction).witness()).isPresent();
    }

    @Test
    void theNextEvictionLeavesThePurgeToTheOneThatTookTheMark() {
      stored(page, envelope("a"), anHourOn());
      evict(eviction);
      Evicted next = evict(nextEviction);
      assertThat(next.copies().get(DASHBOARD)).isEqualTo(new EdgeCopy.None());
      assertThat(next.witness()).isPresent();
    }

    @Test
    void theNextEvictionPurgesWhatWentToTheEdgeSince() {
      Instant first = anHourOn();
      stored(page, envelope("a"), first);
      evict(eviction);
      stored(page, envelope("b"), first);
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.AliveUntil(first));
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.None());
    }

    @Test
    void theNextEvictionLeavesALongerLifeToTheOneBefore() {
      Instant late = anHourOn();
      Instant soon = late.minusSeconds(60);
      stored(page, envelope("a"), late);
      evict(eviction);
      stored(page, envelope("b"), soon);
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.AliveUntil(soon));
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.AliveUntil(soon));
    }

    @Test
    void anEvictionIsGivenALaterLifeOnTopOfItsOwn() {
      Instant late = anHourOn();
      stored(page, envelope("a"), late.minusSeconds(60));
      evict(eviction);
      stored(page, envelope("b"), late);
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
      stored(page, envelope("c"), late.minusSeconds(60));
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
    }

    @Test
    void anEvictionTakesOverWhatTooManyBeforeItSeeTo() {
      Instant late = anHourOn();
      stored(page, envelope("a"), late);
      evict(eviction);
      stored(page, envelope("b"), late.minusSeconds(1));
      evict(nextEviction);
      stored(page, envelope("c"), late.minusSeconds(2));
      assertThat(copyAt(new EvictionId("change-3")))
          .isEqualTo(new EdgeCopy.AliveUntil(late.minusSeconds(1)));
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.None());
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(late));
    }

    @Test
    void anEvictionMayBeNamedWithTheMarksOwnSeparator() {
      stored(page, envelope("a"), anHourOn());
      EvictionId named = new EvictionId("1|2|a");
      assertThat(copyAt(named)).isInstanceOf(EdgeCopy.AliveUntil.class);
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.None());
      assertThat(copyAt(named)).isInstanceOf(EdgeCopy.AliveUntil.class);
    }

    @Test
    void aRepeatedEvictionDeletesWhatWasStoredSince() {
      evict(eviction);
      stored(page, "b");
      evict(eviction);
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void aMarkThatWasTakenExpiresLikeAnyOther() {
      stored(page, envelope("a"), now().plus(SHORT));
      evict(eviction);
      letPass(SHORT);
      assertThat(evict(eviction).witness()).isPresent();
    }
  }

  @Nested
  class Discarding {

    @Test
    void takesPagesAndFenceAndLeavesTheMarkToTheNextEviction() {
      Instant until = anHourOn();
      stored(page, envelope("a"), until);
      Fence fence = miss(other);
      cache().discard(alice, DASHBOARD);
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
      assertThat(fill(page, fence, envelope("stale?"), until)).isEqualTo(new FillResult.Rejected());
      assertThat(copyAt(eviction)).isEqualTo(new EdgeCopy.AliveUntil(until));
    }

    @Test
    void leavesAMarkThatWasTakenToWhoTookIt() {
      stored(page, envelope("a"), anHourOn());
      evict(eviction);
      cache().discard(alice, DASHBOARD);
      assertThat(copyAt(nextEviction)).isEqualTo(new EdgeCopy.None());
    }
  }

  @Nested
  class Memory {

    @Test
    void twoWitnessesAreEqualWhileNothingIsLost() {
      ViewsEvicted.Witness before = evict(eviction).witness().orElseThrow();
      stored(page, envelope("a"), now().plus(SHORT));
      letPass(SHORT);
      assertThat(evict(nextEviction).witness()).contains(before);
    }

    @Test
    void pagesThatWereLostAreAMiss() {
      stored(page, "a");
      lose(Part.PAGES, alice, DASHBOARD);
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    }
  }
}
