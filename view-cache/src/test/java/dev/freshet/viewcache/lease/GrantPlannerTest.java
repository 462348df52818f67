package dev.freshet.viewcache.lease;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.CARD_OF_BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.G2;
import static dev.freshet.viewcache.lease.LeaseFixture.LIFE;
import static dev.freshet.viewcache.lease.LeaseFixture.MONTH;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.TIMES;
import static dev.freshet.viewcache.lease.LeaseFixture.grant;
import static dev.freshet.viewcache.lease.LeaseFixture.lease;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static dev.freshet.viewcache.lease.LeaseFixture.part;
import static dev.freshet.viewcache.lease.LeaseFixture.records;
import static dev.freshet.viewcache.lease.LeaseFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrantPlannerTest {
  /** 950 are grantable, 460 of them free up to today. */
  private static final GrantTerms TERMS = new GrantTerms(1_000, 0, 100);

  private static final Instant UNTIL = TIMES.endOfLife(NOW, LIFE.multipliedBy(2));
  private static final Grant NEW = new Grant(G1, part(ORDERS, G1).agreedAt(), NOW, UNTIL, true);

  private static GrantPlan plan(GrantRequest request, Records records) {
    return GrantPlanner.plan(request, records, NOW);
  }

  private static Records written(GrantPlan plan) {
    assertThat(plan).isInstanceOf(GrantPlan.Write.class);
    return ((GrantPlan.Write) plan).changed();
  }

  private static GrantPlan.Refused refused(GrantOutcome reason) {
    return new GrantPlan.Refused(reason);
  }

  private static OwnerShare share(int day, long purges) {
    return new OwnerShare(new TreeMap<>(Map.of(day, purges)));
  }

  @Nested
  class ANewGeneration {
    @Test
    void isGrantedWithAReservationAndTheOwnersShareInOneStep() {
      GrantPlan plan = plan(request(TERMS, 2, part(ORDERS, G1)), records(Ledger.EMPTY, Map.of()));
      assertThat(plan)
          .isEqualTo(
              new GrantPlan.Write(
                  new Records(
                      MONTH,
                      Map.of(ORDERS, new Versioned<>(lease(NEW), 7)),
                      Optional.of(new Versioned<>(ledger(0, UNTIL), 7)),
                      Optional.of(new OwnedShare(ALICE, new Versioned<>(share(15, 1), 7)))),
                  UNTIL));
    }

    @Test
    void reservesAPurgeForEachPart() {
      Records changed =
          written(
              plan(
                  request(TERMS, 4, part(ORDERS, G1), part(CARD_OF_BOB, G2)),
                  records(Ledger.EMPTY, Map.of())));
      assertThat(changed.leases()).containsOnlyKeys(ORDERS, CARD_OF_BOB);
      assertThat(changed.ledger().orElseThrow().value()).isEqualTo(ledger(0, UNTIL, UNTIL));
      assertThat(changed.share().orElseThrow().share().value()).isEqualTo(share(15, 2));
    }

    @Test
    void isGrantedBesideAnotherThatIsBeingPurged() {
      Grant purged = grant(G2, UNTIL).withPrepaid(false);
      Records changed =
          written(
              plan(
                  request(TERMS, 2, part(ORDERS, G1)),
                  records(ledger(1), Map.of(ORDERS, lease(purged)))));
      assertThat(changed.versioned(ORDERS).value()).isEqualTo(lease(purged, NEW));
      assertThat(changed.ledger().orElseThrow().value()).isEqualTo(ledger(1, UNTIL));
    }

    @Test
    void isRefusedWhileTooManyOthersAreRecorded() {
      Lease full =
          IntStream.range(0, Lease.MOST_GRANTS)
              .boxed()
              .reduce(
                  Lease.NONE,
                  (lease, i) -> lease.granted(new Generation("n" + i), NOW, UNTIL, NOW),
                  (_, last) -> last);
      assertThat(
              plan(request(TERMS, 2, part(ORDERS, G1)), records(ledger(8), Map.of(ORDERS, full))))
          .isEqualTo(refused(GrantOutcome.BEING_PURGED));
    }

    @Test
    void isNotWorthALeaseThatEndsWithTheMonthTooSoon() {
      Instant turn = Instant.parse("2026-02-01T00:00:00Z");
      Records none = records(Ledger.EMPTY, Map.of());
      GrantRequest request = request(TERMS, 2, part(ORDERS, G1));
      Instant last = turn.minusMillis(2 * 8_000 + 2_500);
      assertThat(GrantPlanner.plan(request, none, last))
          .isEqualTo(refused(GrantOutcome.MONTH_ENDS));
      assertThat(GrantPlanner.plan(request, none, last.minusMillis(2)))
          .isInstanceOfSatisfying(
              GrantPlan.Write.class, write -> assertThat(write.until()).isEqualTo(turn));
    }
  }

  @Nested
  class AKnownGeneration {
    private final Instant earlier = NOW.plus(Duration.ofMinutes(7));

    @Test
    void isRenewedAtNoCharge() {
      Records changed =
          written(
              plan(
                  request(TERMS, 1, part(ORDERS, G1)),
                  records(ledger(3, earlier), Map.of(ORDERS, lease(grant(G1, earlier))))));
      assertThat(changed.versioned(ORDERS).value())
          .isEqualTo(lease(grant(G1, earlier).renewed(NOW, NOW, UNTIL)));
      assertThat(changed.ledger().orElseThrow().value()).isEqualTo(ledger(3, UNTIL));
      assertThat(changed.share()).isEmpty();
    }

    @Test
    void isRenewedForAsLongAsItHasBeenUnderALeaseUpToADay() {
      assertThat(renewedUntil(Duration.ofSeconds(1))).isEqualTo(UNTIL);
      assertThat(renewedUntil(Duration.ofHours(5))).isEqualTo(NOW.plus(Duration.ofHours(5)));
      assertThat(renewedUntil(Duration.ofDays(3))).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    private Instant renewedUntil(Duration leasedFor) {
      Grant known = new Grant(G1, NOW.minus(leasedFor), NOW, earlier, true);
      Records changed =
          written(
              plan(
                  request(TERMS, 1, part(ORDERS, G1)),
                  records(ledger(0, earlier), Map.of(ORDERS, lease(known)))));
      return changed.versioned(ORDERS).value().grants().getFirst().until();
    }

    @Test
    void isRenewedForAsLongAsItsPagesYoungestPart() {
      Grant known = new Grant(G1, NOW.minus(Duration.ofHours(5)), NOW, earlier, true);
      Records changed =
          written(
              plan(
                  request(TERMS, 2, part(ORDERS, G1), part(CARD_OF_BOB, G2)),
                  records(ledger(0, earlier), Map.of(ORDERS, lease(known)))));
      assertThat(changed.versioned(ORDERS).value().grants().getFirst().until()).isEqualTo(UNTIL);
    }

    @Test
    void keepsALaterEnd() {
      Instant later = UNTIL.plusSeconds(3600);
      Records changed =
          written(
              plan(
                  request(TERMS, 1, part(ORDERS, G1)),
                  records(ledger(0, later), Map.of(ORDERS, lease(grant(G1, later))))));
      assertThat(changed.versioned(ORDERS).value().grants().getFirst().until()).isEqualTo(later);
      assertThat(changed.ledger().orElseThrow().value()).isEqualTo(ledger(0, later));
    }

    @Test
    void paysOnlyForThePartsThatAreNew() {
      Records changed =
          written(
              plan(
                  request(TERMS, 2, part(ORDERS, G1), part(CARD_OF_BOB, G2)),
                  records(ledger(0, earlier), Map.of(ORDERS, lease(grant(G1, earlier))))));
      assertThat(changed.ledger().orElseThrow().value()).isEqualTo(ledger(0, UNTIL, UNTIL));
      assertThat(changed.share().orElseThrow().share().value()).isEqualTo(share(15, 1));
    }

    @Test
    void isNotGrantedAgainOnceItsReservationIsUsedOrLost() {
      GrantRequest request = request(TERMS, 500, part(ORDERS, G1));
      Lease used = lease(grant(G1, earlier).withPrepaid(false));
      assertThat(plan(request, records(ledger(1, earlier), Map.of(ORDERS, used))))
          .isEqualTo(refused(GrantOutcome.BEING_PURGED));
      assertThat(plan(request, records(ledger(1), Map.of(ORDERS, lease(grant(G1, earlier))))))
          .isEqualTo(refused(GrantOutcome.BEING_PURGED));
    }

    @Test
    void isANewOneWhenItsCopiesHaveExpired() {
      Lease ended = lease(grant(G1, NOW).withPrepaid(false));
      Records changed =
          written(
              plan(request(TERMS, 2, part(ORDERS, G1)), records(ledger(1), Map.of(ORDERS, ended))));
      assertThat(changed.versioned(ORDERS).value()).isEqualTo(lease(NEW));
    }
  }

  @Nested
  class ThePrice {
    private GrantPlan plan(long saved, long committed, OwnerShare share) {
      return GrantPlannerTest.plan(
          request(TERMS, saved, part(ORDERS, G1)), records(ledger(committed), Map.of(), share));
    }

    @Test
    void isTwoSavedAnswersWhileTheDaysShareLasts() {
      assertThat(plan(2, 459, OwnerShare.NONE)).isInstanceOf(GrantPlan.Write.class);
      assertThat(plan(2, 460, OwnerShare.NONE)).isEqualTo(refused(GrantOutcome.FREE_SPENT));
      assertThat(plan(1, 0, OwnerShare.NONE)).isEqualTo(refused(GrantOutcome.NOT_EARNED));
    }

    @Test
    void isTheFullOneUpToWhatMayBeGranted() {
      assertThat(plan(99, 460, OwnerShare.NONE)).isEqualTo(refused(GrantOutcome.FREE_SPENT));
      assertThat(plan(100, 949, OwnerShare.NONE)).isInstanceOf(GrantPlan.Write.class);
      assertThat(plan(100, 950, OwnerShare.NONE)).isEqualTo(refused(GrantOutcome.BUDGET_SPENT));
    }

    @Test
    void isPaidByThreeFreePurgesADayAndOwnerAtMost() {
      assertThat(plan(2, 0, share(15, 2))).isInstanceOf(GrantPlan.Write.class);
      assertThat(plan(2, 0, share(15, 3))).isEqualTo(refused(GrantOutcome.SHARE_SPENT));
      assertThat(plan(2, 0, share(14, 3))).isInstanceOf(GrantPlan.Write.class);
    }

    @Test
    void isPaidByTheOwnersShareOfTheMonthAtMost() {
      assertThat(plan(100, 0, share(15, 49))).isInstanceOf(GrantPlan.Write.class);
      assertThat(plan(100, 0, share(14, 50))).isEqualTo(refused(GrantOutcome.SHARE_SPENT));
    }

    @Test
    void countsReservationsOfEndedLeasesNoMore() {
      Instant ended = NOW.minus(Duration.ofMinutes(10));
      Ledger ledger = ledger(459, ended, ended);
      assertThat(
              GrantPlannerTest.plan(request(TERMS, 2, part(ORDERS, G1)), records(ledger, Map.of())))
          .isInstanceOf(GrantPlan.Write.class);
    }
  }
}
