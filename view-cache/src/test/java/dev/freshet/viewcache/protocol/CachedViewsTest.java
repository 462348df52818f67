package dev.freshet.viewcache.protocol;

import static dev.freshet.viewcache.SteppedClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import dev.freshet.viewcache.protocol.Answer.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CachedViewsTest extends ProtocolFixture {
  private static Agreement none(Decision reason) {
    return new Agreement.None(reason);
  }

  private ServedView servedDuring(Runnable load) {
    return views.serve(
        request(),
        () -> {
          load.run();
          return loaded("one");
        });
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
      assertThat(second.page()).isEqualTo(new Envelope(ALICE, START, "\"one\"", "one"));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.STORED, Decision.HIT);
    }

    @Test
    void agreesWithTheCacheFromBeforeTheCallThatShowedThePage() {
      ServedView filled = servedDuring(() -> clock.advance(Duration.ofSeconds(20)));
      clock.advance(HALF);
      ServedView hit = slowBy(HALF).serve(request(), () -> loaded("two"));
      assertThat(filled.agreement())
          .isInstanceOfSatisfying(
              Agreed.class, agreed -> assertThat(agreed.at()).isEqualTo(START.plusSeconds(20)));
      assertThat(hit.agreement())
          .isInstanceOfSatisfying(
              Agreed.class, agreed -> assertThat(agreed.at()).isEqualTo(START.plusSeconds(21)));
    }

    @Test
    void livesInTheCacheForTheViewsLifetime() {
      serve("one");
      clock.advance(VIEW.cacheTtl().minusMillis(1));
      assertThat(body("two")).isEqualTo("one");
      clock.advance(Duration.ofMillis(1));
      assertThat(body("three")).isEqualTo("three");
    }

    @Test
    void isMeasured() {
      ServedView served =
          slowBy(Duration.ofMillis(3))
              .serve(
                  request(),
                  () -> {
                    clock.advance(Duration.ofMillis(7));
                    return loaded("one");
                  });
      assertThat(served.loadTime()).hasMillis(7);
      assertThat(served.cacheTime()).hasMillis(6);
      assertThat(served.page().loadedAt()).isEqualTo(START.plusMillis(3));
    }

    @Test
    void passesTheLoadersFailureOnAndStoresNothing() {
      assertThatIllegalStateException()
          .isThrownBy(() ->
              servedDuring(() -> {
                throw new IllegalStateException("table is throttled");
              }));
      assertThat(serve("next").source()).isEqualTo(Source.TABLE);
    }

    @Test
    void ofAnotherKindOfOwnerIsRefused() {
      Owner tea = Owner.of(new ProductId("tea"));
      assertThatIllegalArgumentException().isThrownBy(() -> request(tea, VIEW));
    }

    @Test
    void hasItsCopyOfTheClientCounted() {
      serve("one");
      ViewRequest repeated =
          new ViewRequest(
              ALICE, VIEW, "", Optional.empty(), START.plus(TOKEN), Optional.of("\"one\""));
      assertThat(savedAnswers(repeated)).isOne();
      assertThat(savedAnswers(repeated)).isEqualTo(2);
      assertThat(savedAnswers(request())).isZero();
    }

    @Test
    void isCountedOnlyOnceTheLeaseIsHalfOver() {
      ServedView first = serve("one");
      Generation generation = ((Agreed) first.agreement()).state().generation();
      ViewRequest repeated =
          new ViewRequest(
              ALICE, VIEW, "", Optional.empty(), START.plus(TOKEN), Optional.of("\"one\""));
      Instant enough = TIMES.endOfLife(START, VIEW.edgeTtl().dividedBy(2));
      cache.lease(KEY, generation, enough.plusMillis(1));
      assertThat(savedAnswers(repeated)).isZero();
      clock.advance(Duration.ofMillis(1));
      assertThat(savedAnswers(repeated)).isOne();
    }

    private long savedAnswers(ViewRequest request) {
      ServedView served = views.serve(request, () -> loaded("never"));
      return ((Agreed) served.agreement()).state().savedAnswers();
    }
  }

  @Nested
  class AnOvertakenLoad {
    @Test
    void isServedOnceAndNotKept() {
      ServedView stale = servedDuring(CachedViewsTest.this::evict);
      assertThat(stale.page().body()).isEqualTo("one");
      assertThat(stale.agreement()).isEqualTo(none(Decision.REJECTED));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.REJECTED);
      assertThat(body("new")).isEqualTo("new");
    }

    @Test
    void isNotKeptIfTheCacheForgotItsFence() {
      ServedView served = servedDuring(() -> cache.loseFence(KEY));
      assertThat(served.agreement()).isEqualTo(none(Decision.REJECTED));
      assertThat(body("new")).isEqualTo("new");
    }

    @Test
    void isKeptIfItsFenceHeldHoweverLongItTook() {
      ServedView served = servedDuring(() -> clock.advance(WINDOW.multipliedBy(5)));
      assertThat(served.agreement()).isInstanceOf(Agreed.class);
    }
  }

  @Nested
  class AnotherOwnersPage {
    @Test
    void isAnAlarmAndNeverAnAnswer() {
      plant(BOB);
      ServedView served = serve("alice's");
      assertThat(served.page().body()).isEqualTo("alice's");
      assertThat(served.source()).isEqualTo(Source.TABLE);
      assertThat(served.agreement()).isEqualTo(none(Decision.OWNER_MISMATCH));
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH);
    }

    @Test
    void isDiscarded() {
      plant(BOB);
      serve("alice's");
      assertThat(serve("again").source()).isEqualTo(Source.TABLE);
      assertThat(serve("and again").source()).isEqualTo(Source.CACHE);
    }

    @Test
    void isNoAnswerEvenIfItCannotBeDiscarded() {
      plant(BOB);
      ServedView served =
          over(new DelayedCache(cache, () -> cache.setUnavailable(true)))
              .serve(request(), () -> loaded("alice's"));
      assertThat(served.page().body()).isEqualTo("alice's");
      assertThat(served.agreement()).isEqualTo(none(Decision.OWNER_MISMATCH));
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH, Decision.UNAVAILABLE);
    }

    @Test
    void isAsBadAsSomethingThatIsNoPageAtAll() {
      ReadStep step =
          new FreshnessProtocol(TIMES, (decision, _) -> decisions.add(decision))
              .begin(request(), START);
      assertThat(step.found(new Lookup.Unreadable())).isInstanceOf(DiscardStep.class);
      assertThat(decisions).containsExactly(Decision.OWNER_MISMATCH);
    }

    private void plant(Owner stranger) {
      PageKey key = new PageKey(ALICE, VIEW.name(), "");
      Fence fence = Fence.random();
      cache.readAll(
          List.of(new ViewCache.Read(key, ViewCache.ANY_AGE, null, Instant.EPOCH, fence)));
      Envelope foreign = new Envelope(stranger, clock.instant(), "\"x\"", "not alice's");
      cache.fillAll(List.of(new ViewCache.Fill(key, fence, Generation.random(), foreign, TOKEN)));
    }
  }

  @Nested
  class AnUnavailableCache {
    @Test
    void isPassedByAndTheAnswerIsNotKept() {
      cache.setUnavailable(true);
      ServedView served = serve("one");
      assertThat(served.source()).isEqualTo(Source.TABLE);
      assertThat(served.agreement()).isEqualTo(none(Decision.UNAVAILABLE));
      assertThat(decisions).containsExactly(Decision.UNAVAILABLE);
    }

    @Test
    void thatFailedDuringTheLoadKeepsTheAnswerFromTheEdge() {
      ServedView served = servedDuring(() -> cache.setUnavailable(true));
      assertThat(served.agreement()).isEqualTo(none(Decision.UNAVAILABLE));
      assertThat(decisions).containsExactly(Decision.MISS, Decision.UNAVAILABLE);
    }
  }

  @Nested
  class AFreshRead {
    private ServedView serveFresh(Instant fresh) {
      return views.serve(fresh(fresh), () -> loaded("new"));
    }

    @Test
    void skipsWhatMayHaveBeenLoadedBeforeTheCommitByASkewedClock() {
      serve("old");
      clock.advance(SKEW);
      ServedView served = serveFresh(START);
      assertThat(served.page().body()).isEqualTo("new");
      assertThat(served.agreement()).isEqualTo(none(Decision.RECENT_FRESH));
      assertThat(body("newer")).isEqualTo("new");
    }

    @Test
    void isForTheEdgeIfItWasLoadedWellAfterTheCommit() {
      clock.advance(SKEW.plusMillis(1));
      assertThat(serveFresh(START).agreement()).isInstanceOf(Agreed.class);
    }

    @Test
    void takesWhatWasLoadedWellAfterTheCommit() {
      clock.advance(SKEW.plusMillis(1));
      serve("old");
      assertThat(serveFresh(START).source()).isEqualTo(Source.CACHE);
    }

    @Test
    void fromWithinTheSkewIsNoFuture() {
      assertThat(serveFresh(START.plus(SKEW)).agreement()).isEqualTo(none(Decision.RECENT_FRESH));
    }

    @Test
    void fromTheFutureIsLoadedNowAndNotForTheEdge() {
      serve("old");
      for (Instant future : new Instant[] {START.plus(SKEW).plusMillis(1), Instant.MAX}) {
        ServedView served = serveFresh(future);
        assertThat(served.page().body()).isEqualTo("new");
        assertThat(served.agreement()).isEqualTo(none(Decision.FUTURE_FRESH));
      }
    }

    @Test
    void fromTheFutureIsHeldToWhatNowCanShow() {
      ReadStep step = new FreshnessProtocol(TIMES, (_, _) -> {}).begin(fresh(Instant.MAX), START);
      assertThat(step.call(Fence.random()).notBefore()).isEqualTo(START.plus(SKEW).plusMillis(1));
    }

    @Test
    void fromBeforeAllTimeTakesAnything() {
      serve("old");
      assertThat(serveFresh(Instant.MIN).page().body()).isEqualTo("old");
    }
  }
}
