package dev.freshet.viewcache.protocol;

import static dev.freshet.viewcache.SteppedClock.START;
import static dev.freshet.viewcache.protocol.ProtocolTimes.PURGE_DELAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.memory.InMemoryViewCache;
import dev.freshet.viewcache.protocol.Answer.Source;
import dev.freshet.viewcache.protocol.EdgePolicy.NoStore;
import dev.freshet.viewcache.protocol.EdgePolicy.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CachedViewsTest {
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration HALF = Duration.ofSeconds(1);
  private static final Duration SKEW = Duration.ofMillis(500);
  private static final View VIEW = ViewCatalogue.DASHBOARD;
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final Owner BOB = Owner.of(new UserId("bob"));
  private static final Duration LONG = Duration.ofHours(10);

  private final SteppedClock clock = new SteppedClock();
  private final InMemoryViewCache cache = new InMemoryViewCache(clock);
  private final List<Decision> decisions = new ArrayList<>();
  private final CachedViews views =
      new CachedViews(
          cache, new ProtocolTimes(WINDOW, SKEW), clock, (decision, _) -> decisions.add(decision));

  private int evictions;

  private ViewRequest request() {
    return request(Optional.empty(), clock.instant().plus(LONG));
  }

  private ViewRequest request(Instant fresh) {
    return request(Optional.of(fresh), clock.instant().plus(LONG));
  }

  private ViewRequest request(Optional<Instant> fresh, Instant tokenExpiry) {
    return new ViewRequest(ALICE, VIEW, "", fresh, tokenExpiry);
  }

  private static LoadedView loaded(String body) {
    return new LoadedView("\"" + body + "\"", body);
  }

  private ServedView serve(String body) {
    return views.serve(request(), () -> loaded(body));
  }

  private EdgeCopy evict() {
    EvictionId id = new EvictionId("e" + evictions++);
    return Objects.requireNonNull(
        cache.evict(ALICE, List.of(VIEW.name()), id).copies().get(VIEW.name()));
  }

  private Instant markUntil() {
    return cache.slot(ALICE, VIEW.name()).mark().orElseThrow().until();
  }

  @Nested
  class ARead {

    @Test
    void comesFromTheTableOnceAndFromTheCacheAfterwards() {
      ServedView first = serve("one");
      clock.advance(Duration.ofSeconds(10));
      ServedView second = serve("two");
      assertThat(first.source()).isEqualTo(Source.TABLE);
      assertThat(second.source()).isEqualTo(Source.CACHE);
      assertThat(second.body()).isEqualTo("one");
      assertThat(second.etag()).isEqualTo("\"one\"");
      assertThat(second.loadedAt()).isEqualTo(START);
      assertThat(decisions).containsExactly(Decision.MISS, Decision.STORED, Decision.HIT);
    }

    @Test
    void mayStayAtTheEdgeForTheViewsLifetime() {
      Store lifetime = new Store(VIEW.edgeTtl().toSeconds());
      assertThat(serve("one").edge()).isEqualTo(lifetime);
      assertThat(serve("two").edge()).isEqualTo(lifetime);
    }

    @Test
    void livesInTheCacheForTheViewsLifetime() {
      serve("one");
      clock.advance(VIEW.cacheTtl().minusMillis(1));
      assertThat(serve("two").body()).isEqualTo("one");
      clock.advance(Duration.ofMillis(1));
      assertThat(serve("three").body()).isEqualTo("three");
    }

    @Test
    void isMeasured() {
      ServedView served =
          views.serve(
              request(),
              () -> {
                clock.advance(Duration.ofMillis(7));
                return loaded("one");
              });
      assertThat(served.loadTime()).isEqualTo(Duration.ofMillis(7));
      assertThat(served.cacheTime()).isZero();
      assertThat(served.loadedAt()).isEqualTo(START);
    }

    @Test
    void passesTheLoadersFailureOnAndStoresNothing() {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              views.serve(
                  request(),
                  () -> {
                    throw new IllegalStateException("table is throttled");
                  }));
      assertThat(serve("next").source()).isEqualTo(Source.TABLE);
    }

    @Test
    void ofAnotherKindOfOwnerIsRefused() {
      Owner tea = Owner.of(new ProductId("tea"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ViewRequest(tea, VIEW, "", Optional.empty(), START));
    }
  }

  @Nested
  class TheEdgeMark {

    @Test
    void coversTheWayTheLifetimeAndTheSkewOfAFill() {
      views.serve(
          request(),
          () -> {
            clock.advance(Duration.ofSeconds(20));
            return loaded("one");
          });
      Instant filledAt = START.plusSeconds(20);
      assertThat(markUntil()).isEqualTo(filledAt.plus(WINDOW).plus(VIEW.edgeTtl()).plus(SKEW));
    }

    @Test
    void coversAHitLikeAFill() {
      serve("one");
      clock.advance(Duration.ofSeconds(30));
      serve("two");
      assertThat(markUntil())
          .isEqualTo(START.plusSeconds(30).plus(WINDOW).plus(VIEW.edgeTtl()).plus(SKEW));
    }

    @Test
    void isNotSetForAnAnswerThatIsNotForTheEdge() {
      views.serve(request(Optional.empty(), clock.instant()), () -> loaded("one"));
      views.serve(request(Optional.empty(), clock.instant()), () -> loaded("two"));
      assertThat(decisions).contains(Decision.HIT);
      assertThat(evict()).isEqualTo(new EdgeCopy.None());
    }
  }

  @Nested
  class AViewThatIsEvictedOften {

    @Test
    void leavesTheEdgeSoonerThanAPurgeWouldHaveTakenItAway() {
      heat();
      ServedView filled = serve("one");
      ServedView hit = serve("two");
      Store soon = new Store(PURGE_DELAY.minus(SKEW.multipliedBy(2)).toSeconds());
      assertThat(filled.edge()).isEqualTo(soon);
      assertThat(hit.edge()).isEqualTo(soon);
      assertThat(markUntil())
          .isEqualTo(clock.instant().plus(WINDOW).plusSeconds(soon.seconds()).plus(SKEW));
      assertThat(decisions)
          .containsExactly(
              Decision.MISS, Decision.STORED, Decision.WRITE_HOT, Decision.HIT, Decision.WRITE_HOT);
    }

    @Test
    void livesThereForLongAgainOnceItHasCooled() {
      heat();
      clock.advance(CacheLimits.HOT_FOR);
      assertThat(serve("one").edge()).isEqualTo(new Store(VIEW.edgeTtl().toSeconds()));
    }

    @Test
    void livesThereForLongIfTheCacheForgotItsHeat() {
      heat();
      cache.loseHeat(ALICE, VIEW.name());
      assertThat(serve("one").edge()).isEqualTo(new Store(VIEW.edgeTtl().toSeconds()));
    }

    @Test
    void whoseHeatIsLostBetweenTwoAnswersKeepsTheLaterMark() {
      heat();
      serve("one");
      cache.loseHeat(ALICE, VIEW.name());
      serve("two");
      assertThat(markUntil())
          .isEqualTo(clock.instant().plus(WINDOW).plus(VIEW.edgeTtl()).plus(SKEW));
    }

    @Test
    void livesThereNoLongerThanTheTokenAndIsNotCountedAsCutShort() {
      heat();
      ServedView served =
          views.serve(
              request(Optional.empty(), clock.instant().plus(WINDOW).plusSeconds(3)),
              () -> loaded("one"));
      assertThat(served.edge()).isEqualTo(new Store(3));
      assertThat(decisions).doesNotContain(Decision.WRITE_HOT);
    }

    @Test
    void isNotKeptIfTheAnswerIsSlow() {
      heat();
      ServedView served =
          new CachedViews(
                  new DelayedCache(cache, () -> clock.advance(WINDOW)),
                  new ProtocolTimes(WINDOW, SKEW),
                  clock,
                  (decision, _) -> decisions.add(decision))
              .serve(request(), () -> loaded("one"));
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.SLOW));
      assertThat(decisions).doesNotContain(Decision.WRITE_HOT);
    }

    private void heat() {
      serve("before");
      evict();
      clock.advance(VIEW.edgeTtl().multipliedBy(2));
      decisions.clear();
    }
  }

  @Nested
  class ASlowReader {

    @Test
    void losesToAnEvictionAndIsServedOnce() {
      ServedView stale =
          views.serve(
              request(),
              () -> {
                LoadedView old = loaded("old");
                evict();
                return old;
              });
      assertThat(stale.body()).isEqualTo("old");
      assertThat(stale.edge()).isEqualTo(new NoStore(Decision.REJECTED));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.REJECTED);
      assertThat(serve("new").body()).isEqualTo("new");
    }

    @Test
    void losesToACacheThatForgotItsFence() {
      ServedView served =
          views.serve(
              request(),
              () -> {
                cache.loseFence(ALICE, VIEW.name());
                return loaded("old");
              });
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.REJECTED));
      assertThat(serve("new").body()).isEqualTo("new");
    }

    @Test
    void whoseFenceHeldIsCachedHoweverLongTheLoadTook() {
      ServedView served =
          views.serve(
              request(),
              () -> {
                clock.advance(WINDOW.multipliedBy(5));
                return loaded("one");
              });
      assertThat(served.edge()).isInstanceOf(Store.class);
    }
  }

  @Nested
  class ASlowAnswer {

    @Test
    void thatTookHalfTheWindowMayStillBeKept() {
      serve("one");
      assertThat(slowBy(HALF).serve(request(), () -> loaded("two")).edge())
          .isInstanceOf(Store.class);
    }

    @Test
    void fromTheCacheIsNotForTheEdge() {
      serve("one");
      ServedView served = slowBy(HALF.plusMillis(1)).serve(request(), () -> loaded("two"));
      assertThat(served.body()).isEqualTo("one");
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.SLOW));
      assertThat(decisions).endsWith(Decision.HIT, Decision.SLOW);
    }

    @Test
    void fromTheTableIsNotForTheEdge() {
      ServedView served = slowBy(HALF.plusMillis(1)).serve(request(), () -> loaded("one"));
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.SLOW));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.STORED, Decision.SLOW);
    }

    @Test
    void isWhatAClockThatWentBackwardsMeasures() {
      serve("one");
      ServedView served = slowBy(Duration.ofMillis(-1)).serve(request(), () -> loaded("two"));
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.SLOW));
    }

    /** Views over the same cache, whose every reply takes so long. */
    private CachedViews slowBy(Duration delay) {
      return new CachedViews(
          new DelayedCache(cache, () -> clock.advance(delay)),
          new ProtocolTimes(WINDOW, SKEW),
          clock,
          (decision, _) -> decisions.add(decision));
    }
  }

  @Nested
  class AnotherOwnersPage {

    @Test
    void isAnAlarmAndNeverAnAnswer() {
      plant(BOB);
      ServedView served = serve("alice's");
      assertThat(served.body()).isEqualTo("alice's");
      assertThat(served.source()).isEqualTo(Source.TABLE);
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.OWNER_MISMATCH));
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH);
    }

    @Test
    void isGoneAfterwards() {
      plant(BOB);
      serve("alice's");
      assertThat(serve("again").source()).isEqualTo(Source.TABLE);
      assertThat(serve("and again").source()).isEqualTo(Source.CACHE);
      assertThat(decisions)
          .containsExactly(Decision.OWNER_MISMATCH, Decision.MISS, Decision.STORED, Decision.HIT);
    }

    @Test
    void leavesTheEdgeMarkToWhoeverWillPurge() {
      plant(BOB);
      serve("alice's");
      assertThat(evict()).isInstanceOf(EdgeCopy.AliveUntil.class);
    }

    @Test
    void isNoAnswerEvenIfItCannotBeDiscarded() {
      plant(BOB);
      CachedViews withoutDiscard =
          new CachedViews(
              new DelayedCache(cache, () -> cache.setAway(true)),
              new ProtocolTimes(WINDOW, SKEW),
              clock,
              (decision, _) -> decisions.add(decision));
      ServedView served = withoutDiscard.serve(request(), () -> loaded("alice's"));
      assertThat(served.body()).isEqualTo("alice's");
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.OWNER_MISMATCH));
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH, Decision.AWAY);
    }

    @Test
    void isAsBadAsSomethingThatIsNoPageAtAll() {
      ReadStep step =
          new FreshnessProtocol(
                  new ProtocolTimes(WINDOW, SKEW), (decision, _) -> decisions.add(decision))
              .begin(request(), START);
      assertThat(step.found(new Lookup.Unreadable(), START)).isInstanceOf(DiscardStep.class);
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH);
    }

    private void plant(Owner stranger) {
      PageKey key = new PageKey(ALICE, VIEW.name(), "");
      Lookup miss = cache.read(key, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random());
      Envelope foreign = new Envelope(stranger, clock.instant(), "\"x\"", "not alice's");
      cache.fill(
          key,
          ((Lookup.Miss) miss).fence(),
          foreign,
          LONG,
          EdgeUntil.always(clock.instant().plus(LONG)));
    }
  }

  @Nested
  class ACacheThatIsAway {

    @Test
    void isPassedByAndNobodyKeepsTheAnswer() {
      cache.setAway(true);
      ServedView served = serve("one");
      assertThat(served.source()).isEqualTo(Source.TABLE);
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.AWAY));
      assertThat(decisions).containsExactly(Decision.AWAY);
    }

    @Test
    void thatWentAwayDuringTheLoadKeepsTheAnswerFromTheEdge() {
      ServedView served =
          views.serve(
              request(),
              () -> {
                cache.setAway(true);
                return loaded("one");
              });
      assertThat(served.body()).isEqualTo("one");
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.AWAY));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.AWAY);
    }
  }

  @Nested
  class AFreshRead {

    @Test
    void skipsWhatMayHaveBeenLoadedBeforeTheCommitByASkewedClock() {
      serve("old");
      clock.advance(SKEW);
      ServedView served = views.serve(request(START), () -> loaded("new"));
      assertThat(served.body()).isEqualTo("new");
      assertThat(served.edge()).isInstanceOf(Store.class);
      assertThat(serve("newer").body()).isEqualTo("new");
    }

    @Test
    void takesWhatWasLoadedWellAfterTheCommit() {
      clock.advance(SKEW.plusMillis(1));
      serve("new");
      ServedView served = views.serve(request(START), () -> loaded("newer"));
      assertThat(served.body()).isEqualTo("new");
      assertThat(served.source()).isEqualTo(Source.CACHE);
    }

    @Test
    void fromWithinTheSkewIsNoFuture() {
      ServedView served = views.serve(request(START.plus(SKEW)), () -> loaded("one"));
      assertThat(served.edge()).isInstanceOf(Store.class);
    }

    @Test
    void fromTheFutureIsLoadedNowAndNotForTheEdge() {
      serve("old");
      Instant future = START.plus(SKEW).plusMillis(1);
      ServedView served = views.serve(request(future), () -> loaded("now"));
      assertThat(served.body()).isEqualTo("now");
      assertThat(served.edge()).isEqualTo(new NoStore(Decision.FUTURE_FRESH));
      assertThat(decisions).endsWith(Decision.MISS, Decision.STORED, Decision.FUTURE_FRESH);
    }

    @Test
    void fromTheFutureIsHeldToWhatNowCanShow() {
      ReadStep step =
          new FreshnessProtocol(new ProtocolTimes(WINDOW, SKEW), (_, _) -> {})
              .begin(request(Instant.MAX), START);
      assertThat(step.notBefore()).isEqualTo(START.plus(SKEW).plusMillis(1));
      assertThat(step.edgeUntil()).isEqualTo(ViewCache.NOT_AT_EDGE);
    }

    @Test
    void fromBeforeAllTimeTakesAnything() {
      serve("old");
      assertThat(views.serve(request(Instant.MIN), () -> loaded("new")).body()).isEqualTo("old");
    }
  }

  @Nested
  class ATokenThatEnds {

    @Test
    void beforeTheViewsLifetimeEndsTheCopyToo() {
      Instant expiry = START.plus(WINDOW).plusMillis(41_999);
      assertThat(servedWith(expiry).edge()).isEqualTo(new Store(41));
      assertThat(markUntil()).isEqualTo(START.plus(WINDOW).plusSeconds(41).plus(SKEW));
    }

    @Test
    void withinASecondOfTheArrivalLeavesNothingToKeep() {
      assertThat(servedWith(START.plus(WINDOW).plusSeconds(1)).edge()).isEqualTo(new Store(1));
      assertThat(servedWith(START.plus(WINDOW).plusMillis(999)).edge())
          .isEqualTo(new NoStore(Decision.TOKEN_EXPIRING));
      assertThat(decisions).endsWith(Decision.HIT, Decision.TOKEN_EXPIRING);
    }

    @Test
    void duringTheLoadIsSeenAtTheFill() {
      ServedView served =
          views.serve(
              request(Optional.empty(), START.plusSeconds(30)),
              () -> {
                clock.advance(Duration.ofSeconds(20));
                return loaded("one");
              });
      assertThat(served.edge()).isEqualTo(new Store(8));
    }

    private ServedView servedWith(Instant expiry) {
      return views.serve(request(Optional.empty(), expiry), () -> loaded("one"));
    }
  }
}
