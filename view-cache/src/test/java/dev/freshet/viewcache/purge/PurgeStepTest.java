package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.CARD_OF_BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.DASHBOARD;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.G2;
import static dev.freshet.viewcache.lease.LeaseFixture.MONTH;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.grant;
import static dev.freshet.viewcache.lease.LeaseFixture.lease;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static dev.freshet.viewcache.lease.LeaseFixture.records;
import static dev.freshet.viewcache.purge.PurgeFixture.EVICTED;
import static dev.freshet.viewcache.purge.PurgeFixture.RULE;
import static dev.freshet.viewcache.purge.PurgeFixture.notice;
import static dev.freshet.viewcache.purge.PurgeFixture.unconditional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.PurgeStep.Close;
import dev.freshet.viewcache.purge.PurgeStep.Ended;
import dev.freshet.viewcache.purge.PurgeStep.Pay;
import dev.freshet.viewcache.purge.PurgeStep.Purge;
import dev.freshet.viewcache.purge.PurgeStep.ReadRecords;
import dev.freshet.viewcache.purge.PurgeStep.Settle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PurgeStepTest {
  private static final Instant UNTIL = NOW.plusSeconds(600);
  private static final Grant GRANT = grant(G1, UNTIL);
  private static final Records LEASED = records(ledger(4, UNTIL), Map.of(ORDERS, lease(GRANT)));
  private static final Records PAID =
      records(ledger(5), Map.of(ORDERS, lease(GRANT.withPrepaid(false))));

  private static ReadRecords begin(ViewsEvicted... notices) {
    return (ReadRecords) new PurgeWork(RULE, List.of(notices)).begin();
  }

  private static Pay pay() {
    return (Pay) begin(notice(ORDERS), notice(CARD_OF_BOB)).read(LEASED, NOW);
  }

  private static Purge purge() {
    return (Purge) pay().written(true);
  }

  private static Close close(PurgeStep settle, Records records) {
    return (Close) ((Settle) settle).read(records, NOW);
  }

  private static void assertReturned(PurgeStep step, Integer... notices) {
    assertThat(step)
        .isInstanceOfSatisfying(
            Ended.class, ended -> assertThat(ended.returned()).containsExactly(notices));
  }

  @Nested
  class BeforeThePurge {
    @Test
    void theRecordsOfAllViewsAreReadWithTheLedgerOfTheMonth() {
      assertThat(begin(notice(ORDERS, DASHBOARD), notice(CARD_OF_BOB)).query(NOW))
          .isEqualTo(new Query(Set.of(ORDERS, DASHBOARD, CARD_OF_BOB), MONTH, Optional.empty()));
    }

    @Test
    void noAnswerOfTheStoreReturnsAllNotices() {
      assertReturned(begin(notice(ORDERS), notice(CARD_OF_BOB)).unavailable(), 0, 1);
      assertReturned(pay().unavailable(), 0, 1);
    }

    @Test
    void noticesWithoutALeaseAreDone() {
      PurgeStep step = begin(notice(ORDERS)).read(records(ledger(0), Map.of()), NOW);
      assertReturned(step);
      assertThat(((Ended) step).reasons()).containsEntry(PurgeReason.NOT_LEASED, 1);
    }

    @Test
    void noticesWithoutABudgetAreReturned() {
      assertReturned(
          begin(notice(CARD_OF_BOB), unconditional(EVICTED, ORDERS))
              .read(records(ledger(100), Map.of()), NOW),
          1);
    }

    @Test
    void aConflictBeginsAnewTwice() {
      PurgeStep second = pay().written(false);
      assertThat(second).isEqualTo(new ReadRecords(pay().work(), 2));
      PurgeStep third = ((Pay) ((ReadRecords) second).read(LEASED, NOW)).written(false);
      assertThat(third).isEqualTo(new ReadRecords(pay().work(), 3));
      assertReturned(((Pay) ((ReadRecords) third).read(LEASED, NOW)).written(false), 0, 1);
    }

    @Test
    void whatPaysIsWrittenBeforeThePurgeIsSent() {
      assertThat(pay().changed().ledger().orElseThrow().value()).isEqualTo(ledger(5));
      assertThat(purge().tags()).containsExactly(CacheTag.of(ALICE, ORDERS.view()));
      assertThat(purge().purges()).extracting(OwnerPurge::owner).containsExactly(ALICE);
    }
  }

  @Nested
  class AnAcceptedPurge {
    @Test
    void removesTheGrantsThatItCovers() {
      Close close = close(purge().accepted(), PAID);
      assertThat(close.changed().leases()).containsOnlyKeys(ORDERS);
      assertThat(close.changed().versioned(ORDERS).value()).isEqualTo(Lease.NONE);
      assertThat(close.changed().ledger()).isEmpty();
      assertReturned(close.written(true));
    }

    @Test
    void leavesAGrantThatFollowedTheEviction() {
      Grant followed = new Grant(G2, NOW, NOW, UNTIL, true);
      Records now = records(ledger(5, UNTIL), Map.of(ORDERS, lease(GRANT, followed)));
      assertThat(close(purge().accepted(), now).changed().versioned(ORDERS).value())
          .isEqualTo(lease(followed));
    }

    @Test
    void writesNothingWhereNothingIsRecorded() {
      assertThat(close(purge().accepted(), records(ledger(5), Map.of())).changed().leases())
          .isEmpty();
    }

    @Test
    void isDoneThoughItCannotBeRecorded() {
      assertReturned(((Settle) purge().accepted()).unavailable());
      assertReturned(close(purge().accepted(), PAID).unavailable());
    }

    @Test
    void isRecordedInThreeAttempts() {
      PurgeStep second = close(purge().accepted(), PAID).written(false);
      PurgeStep third = close(second, PAID).written(false);
      assertThat(((Settle) third).attempt()).isEqualTo(3);
      assertReturned(close(third, PAID).written(false));
    }

    @Test
    void isSettledInTheMonthThatPaid() {
      assertThat(((Settle) purge().accepted()).query().month()).isEqualTo(MONTH);
      assertThat(((Settle) purge().accepted()).query().leases())
          .containsExactlyInAnyOrder(ORDERS, CARD_OF_BOB);
    }
  }

  @Nested
  class ARefusedPurge {
    private Ledger refunded(Records now, Instant at) {
      Close close = (Close) ((Settle) purge().refused()).read(now, at);
      return close.changed().ledger().orElseThrow().value();
    }

    @Test
    void isReservedAgainAndReturned() {
      Close close = close(purge().refused(), PAID);
      assertThat(close.changed().versioned(ORDERS).value()).isEqualTo(lease(GRANT));
      assertThat(refunded(PAID, NOW)).isEqualTo(ledger(4, UNTIL));
      assertReturned(close.written(true), 0);
    }

    @Test
    void isRefundedIfItsLeaseHasEndedOrIsGone() {
      assertThat(refunded(PAID, UNTIL)).isEqualTo(ledger(4));
      assertThat(refunded(records(ledger(5), Map.of()), NOW)).isEqualTo(ledger(4));
    }

    @Test
    void isRefundedIfItsGrantWasRenewedOrReservedOtherwise() {
      assertThat(refunded(records(ledger(5, UNTIL), Map.of(ORDERS, lease(GRANT))), NOW))
          .isEqualTo(ledger(4, UNTIL));
      Grant longer = grant(G1, UNTIL.plusSeconds(600)).withPrepaid(false);
      assertThat(refunded(records(ledger(5), Map.of(ORDERS, lease(longer))), NOW))
          .isEqualTo(ledger(4));
    }

    @Test
    void leavesOtherGrantsOfTheViewAsTheyAre() {
      Grant other = grant(G2, UNTIL).withPrepaid(false);
      Records now = records(ledger(5), Map.of(ORDERS, lease(other, GRANT.withPrepaid(false))));
      assertThat(close(purge().refused(), now).changed().versioned(ORDERS).value())
          .isEqualTo(lease(other, GRANT));
    }

    @Test
    void thatWasChargedIsTakenOff() {
      Pay pay = (Pay) begin(unconditional(EVICTED, ORDERS)).read(records(ledger(9), Map.of()), NOW);
      Settle settle = (Settle) ((Purge) pay.written(true)).refused();
      Close close = (Close) settle.read(records(ledger(10), Map.of()), NOW);
      assertThat(close.changed().ledger().orElseThrow().value()).isEqualTo(ledger(9));
      assertThat(close.changed().leases()).isEmpty();
    }

    @Test
    void isReturnedThoughItCannotBeRefunded() {
      assertReturned(((Settle) purge().refused()).unavailable(), 0);
      assertReturned(close(purge().refused(), PAID).unavailable(), 0);
    }
  }

  @Test
  void anUnansweredPurgeIsReturnedAndCountsAsSpent() {
    assertReturned(purge().unanswered(), 0);
  }
}
