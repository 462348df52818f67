package dev.freshet.viewcache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.lease.GrantRequest;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.protocol.Agreement.Agreed;
import dev.freshet.viewcache.protocol.EdgePolicy.NoStore;
import dev.freshet.viewcache.protocol.EdgePolicy.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EdgeLivesTest extends ProtocolFixture {
  private static final Duration STORE_TIME = Duration.ofMillis(50);
  private static final Store SHORT = new Store(4, false);
  private static final Store LONG = new Store(300, true);
  private static final YearMonth MONTH = YearMonth.of(2026, 1);

  /** 31 free purges on the first day. */
  private static final GrantTerms FREE = new GrantTerms(1_000, 0, GrantTerms.SAVED_FOR_PAID);

  private static final GrantTerms PAID = new GrantTerms(0, 1_000, GrantTerms.SAVED_FOR_PAID);

  private final CountingStore store = new CountingStore();
  private final List<GrantOutcome> outcomes = new ArrayList<>();
  private EdgeLives lives = lives(FREE);

  private EdgeLives lives(GrantTerms terms) {
    return new EdgeLives(
        cache, store, new GrantRule(terms, TIMES), STORE_TIME, clock, outcomes::add);
  }

  private ViewRequest repeated(Owner owner) {
    return new ViewRequest(
        owner, VIEW, "", Optional.empty(), clock.instant().plus(TOKEN), Optional.of("\"page\""));
  }

  /** The next request of a client that has the page. */
  private EdgePolicy again(Owner owner) {
    return lives.of(views.serve(repeated(owner), () -> loaded("page")));
  }

  private EdgePolicy again() {
    return again(ALICE);
  }

  private EdgePolicy afterRepeats(int repeats) {
    again();
    return Stream.generate(this::again).limit(repeats).reduce(SHORT, (_, last) -> last);
  }

  private Ledger ledger() {
    return store.store.ledgerOf(MONTH);
  }

  @Nested
  class AFreeLease {
    @Test
    void isGrantedForTheSecondSavedAnswer() {
      assertThat(afterRepeats(0)).isEqualTo(SHORT);
      assertThat(again()).isEqualTo(SHORT);
      assertThat(again()).isEqualTo(LONG);
      assertThat(outcomes).containsExactly(GrantOutcome.GRANTED);
      assertThat(ledger().committed()).isOne();
    }

    @Test
    void isUsedByFurtherAnswersWithoutACallOfTheStore() {
      afterRepeats(2);
      store.timeouts.clear();
      assertThat(again()).isEqualTo(LONG);
      assertThat(lives.of(serve("page"))).isEqualTo(LONG);
      assertThat(store.timeouts).isEmpty();
    }

    @Test
    void isRenewedAtNoChargeByOneSavedAnswerOnceHalfOver() {
      afterRepeats(2);
      Instant until = leasedUntil();
      Instant due = until.minusMillis(2_500 + VIEW.edgeTtl().toMillis());
      clock.advance(Duration.between(clock.instant(), due));
      assertThat(again()).isEqualTo(LONG);
      assertThat(leasedUntil()).isAfter(until);
      assertThat(ledger().committed()).isOne();
    }

    @Test
    void isNotGrantedToClientsThatDoNotHaveThePage() {
      for (int i = 0; i < 10; i++) {
        assertThat(lives.of(serve("page"))).isEqualTo(SHORT);
      }
      assertThat(outcomes).isEmpty();
    }

    @Test
    void isNotWorthwhileForATokenThatEndsSoon() {
      again();
      for (int i = 0; i < 5; i++) {
        ViewRequest expiring =
            new ViewRequest(
                ALICE,
                VIEW,
                "",
                Optional.empty(),
                clock.instant().plusMillis(2_500 + 2 * 8_000),
                Optional.of("\"page\""));
        assertThat(lives.of(views.serve(expiring, () -> loaded("page")))).isEqualTo(SHORT);
      }
      assertThat(outcomes).isEmpty();
    }

    @Test
    void endsWithItsGenerationAndIsEarnedAnew() {
      afterRepeats(2);
      evict();
      assertThat(afterRepeats(1)).isEqualTo(SHORT);
      assertThat(again()).isEqualTo(LONG);
      assertThat(ledger().committed()).isEqualTo(2);
    }

    private Instant leasedUntil() {
      return store.store.leaseOf(KEY).grants().getFirst().until();
    }
  }

  @Nested
  class APaidLease {
    @Test
    void isGrantedForAsManySavedAnswersAsAPurgeCosts() {
      lives = lives(PAID);
      afterRepeats((int) GrantTerms.SAVED_FOR_PAID - 2);
      clock.advance(GrantStep.Postpone.DELAY);
      assertThat(again()).isEqualTo(SHORT);
      clock.advance(GrantStep.Postpone.DELAY);
      assertThat(again()).isEqualTo(LONG);
      assertThat(outcomes).endsWith(GrantOutcome.FREE_SPENT, GrantOutcome.GRANTED);
      assertThat(ledger().committed()).isOne();
    }

    @Test
    void isNeverGrantedWithoutABudget() {
      lives = lives(new GrantTerms(0, 0, 1));
      assertThat(afterRepeats(10)).isEqualTo(SHORT);
      assertThat(outcomes).isEmpty();
      assertThat(store.timeouts).isEmpty();
    }
  }

  @Nested
  class ASpentShareOfTheDay {
    @Test
    void isRememberedForAMinuteByTheInstance() {
      lives = lives(PAID);
      afterRepeats(2);
      assertThat(outcomes).containsExactly(GrantOutcome.FREE_SPENT);
      again(BOB);
      again(BOB);
      again(BOB);
      assertThat(outcomes).hasSize(1);
      clock.advance(Duration.ofMinutes(1));
      again(BOB);
      assertThat(outcomes).containsExactly(GrantOutcome.FREE_SPENT, GrantOutcome.FREE_SPENT);
    }

    @Test
    void putsTheViewOffForAMinuteInAllInstances() {
      lives = lives(PAID);
      afterRepeats(2);
      lives = lives(PAID);
      again();
      assertThat(outcomes).hasSize(1);
      clock.advance(GrantStep.Postpone.DELAY);
      again();
      assertThat(outcomes).hasSize(2);
    }

    @Test
    void isNotMeantByAnyOtherOutcome() {
      store.store.setUnavailable(true);
      afterRepeats(2);
      store.store.setUnavailable(false);
      again(BOB);
      again(BOB);
      again(BOB);
      assertThat(outcomes).containsExactly(GrantOutcome.STORE_UNAVAILABLE, GrantOutcome.GRANTED);
    }
  }

  @Nested
  class AGrantThatFails {
    @Test
    void isShortIfTheStoreIsUnavailable() {
      store.store.setUnavailable(true);
      assertThat(afterRepeats(2)).isEqualTo(SHORT);
      assertThat(outcomes).containsExactly(GrantOutcome.STORE_UNAVAILABLE);
    }

    @Test
    void isShortAndNotNotedIfTheOutcomeOfTheWriteIsNotKnown() {
      store.afterWrite =
          () -> {
            throw new LeaseStoreUnavailableException("the reply is late");
          };
      assertThat(afterRepeats(2)).isEqualTo(SHORT);
      assertThat(cache.slot(KEY).life().orElseThrow().leasedUntil()).isEqualTo(Instant.EPOCH);
      assertThat(store.store.leaseOf(KEY).grants()).hasSize(1);
    }

    @Test
    void isShortIfTheViewWasEvictedBeforeTheLeaseWasNoted() {
      store.afterWrite = EdgeLivesTest.this::evict;
      assertThat(afterRepeats(2)).isEqualTo(SHORT);
      assertThat(outcomes).containsExactly(GrantOutcome.GENERATION_ENDED);
    }

    @Test
    void isShortAfterAConflict() {
      store.beforeWrite =
          () -> {
            store.beforeWrite = () -> {};
            new EdgeLives(
                    cache, store.store, new GrantRule(FREE, TIMES), STORE_TIME, clock, _ -> {})
                .of(bobsRepeated());
          };
      again(BOB);
      again(BOB);
      assertThat(afterRepeats(2)).isEqualTo(SHORT);
      assertThat(outcomes).containsExactly(GrantOutcome.CONFLICT);
    }

    @Test
    void isNotForTheEdgeIfItTookMoreThanHalfOfTheWindow() {
      store.afterWrite = () -> clock.advance(HALF.plusMillis(1));
      assertThat(afterRepeats(2)).isEqualTo(new NoStore(Decision.SLOW));
    }

    private ServedView bobsRepeated() {
      return views.serve(repeated(BOB), () -> loaded("page"));
    }
  }

  @Nested
  class AGrant {
    @Test
    void givesTheStoreTheTimeThatIsLeft() {
      store.beforeRead = () -> clock.advance(Duration.ofMillis(30));
      afterRepeats(2);
      assertThat(store.timeouts).containsExactly(STORE_TIME, Duration.ofMillis(20));
    }

    @Test
    void givesTheStoreAMomentToSayThatTheTimeIsOver() {
      store.beforeRead = () -> clock.advance(STORE_TIME);
      afterRepeats(2);
      assertThat(store.timeouts.getLast()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void isRecordedBeforeItIsNoted() {
      store.beforeWrite =
          () ->
              assertThat(cache.slot(KEY).life().orElseThrow().leasedUntil())
                  .isEqualTo(Instant.EPOCH);
      assertThat(afterRepeats(2)).isEqualTo(LONG);
      assertThat(cache.slot(KEY).life().orElseThrow().leasedUntil())
          .isEqualTo(store.store.leaseOf(KEY).grants().getFirst().until());
    }

    @Test
    void isDatedAfterTheGenerationWasSeenAlive() {
      again();
      again();
      Instant agreed = clock.instant();
      ServedView slow = slowBy(Duration.ofMillis(900)).serve(repeated(ALICE), () -> loaded("page"));
      assertThat(lives.of(slow)).isEqualTo(LONG);
      Grant grant = store.store.leaseOf(KEY).grants().getFirst();
      assertThat(grant.firstAt()).isEqualTo(agreed);
      assertThat(grant.lastAt()).isEqualTo(agreed.plusMillis(900));
    }

    @Test
    void isLeftToAnotherReaderWhoIsElected() {
      again();
      again();
      ServedView second = views.serve(repeated(ALICE), () -> loaded("page"));
      Generation generation = ((Agreed) second.agreement()).state().generation();
      cache.elect(KEY, generation, GrantStep.Elect.TURN);
      assertThat(lives.of(second)).isEqualTo(SHORT);
      assertThat(outcomes).containsExactly(GrantOutcome.NOT_ELECTED);
    }
  }

  @Nested
  class AJoinedPage {
    private final ViewKey bobsCard = new ViewKey(BOB, CARD.name());

    private List<ServedView> parts() {
      List<ServedView> parts = new ArrayList<>(List.of(serve("page")));
      parts.addAll(
          views.serveAll(
              List.of(request(BOB, CARD)),
              requests -> requests.stream().map(_ -> loaded("card")).toList()));
      return parts;
    }

    private EdgePolicy joined(int repeats) {
      EdgePolicy last = lives.of(parts(), false);
      for (int i = 0; i < repeats; i++) {
        last = lives.of(parts(), true);
      }
      return last;
    }

    @Test
    void earnsTheLeasesOfAllPartsTogether() {
      assertThat(joined(3)).isEqualTo(SHORT);
      assertThat(lives.of(parts(), true)).isEqualTo(LONG);
      assertThat(store.store.leaseOf(bobsCard).grants()).hasSize(1);
      assertThat(ledger().committed()).isEqualTo(2);
    }

    @Test
    void isNotCountedForNewClientsOrUnderLeases() {
      for (int i = 0; i < 10; i++) {
        lives.of(parts(), false);
      }
      assertThat(outcomes).isEmpty();
      joined(4);
      store.timeouts.clear();
      assertThat(lives.of(parts(), true)).isEqualTo(LONG);
      assertThat(store.timeouts).isEmpty();
      assertThat(cache.slot(KEY).life().orElseThrow().saved()).isZero();
    }

    @Test
    void isShortUntilALeaseOfAnEvictedCardIsEarnedAnew() {
      lives = lives(new GrantTerms(0, 1_000, 2));
      joined(4);
      for (int change = 1; change <= 2; change++) {
        evict(BOB, CARD);
        clock.advance(GrantStep.Elect.TURN);
        assertThat(joined(1)).isEqualTo(SHORT);
        assertThat(lives.of(parts(), true)).isEqualTo(LONG);
        assertThat(ledger().committed()).isEqualTo(2 + change);
      }
    }

    @Test
    void isShortIfItsOwnViewIsEvictedWhileACardIsLeased() {
      joined(4);
      evict(BOB, CARD);
      clock.advance(GrantStep.Elect.TURN);
      store.afterWrite = EdgeLivesTest.this::evict;
      assertThat(joined(2)).isEqualTo(SHORT);
      assertThat(outcomes).endsWith(GrantOutcome.GENERATION_ENDED);
    }

    @Test
    void ofMoreViewsThanOneGrantTakesStaysShort() {
      List<ViewRequest> cards =
          IntStream.range(0, GrantRequest.MOST_PARTS)
              .mapToObj(i -> request(owner("user" + i), CARD))
              .toList();
      lives = lives(new GrantTerms(1_000_000, 0, 1));
      for (int i = 0; i < 300; i++) {
        List<ServedView> parts = new ArrayList<>(List.of(serve("page")));
        parts.addAll(
            views.serveAll(cards, requests -> requests.stream().map(_ -> loaded("card")).toList()));
        assertThat(lives.of(parts, true)).isEqualTo(SHORT);
      }
      assertThat(outcomes).isEmpty();
    }
  }

  @Test
  void anAnswerThatNoCacheMayKeepIsNotCounted() {
    cache.setUnavailable(true);
    assertThat(again()).isEqualTo(new NoStore(Decision.UNAVAILABLE));
    assertThat(outcomes).isEmpty();
  }
}
