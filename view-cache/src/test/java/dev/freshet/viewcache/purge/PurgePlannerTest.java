package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.CARD_OF_BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.DASHBOARD;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.G2;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.grant;
import static dev.freshet.viewcache.lease.LeaseFixture.lease;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static dev.freshet.viewcache.lease.LeaseFixture.records;
import static dev.freshet.viewcache.purge.PurgeFixture.EVICTED;
import static dev.freshet.viewcache.purge.PurgeFixture.RULE;
import static dev.freshet.viewcache.purge.PurgeFixture.eviction;
import static dev.freshet.viewcache.purge.PurgeFixture.notice;
import static dev.freshet.viewcache.purge.PurgeFixture.unconditional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.PurgePlan.Taken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PurgePlannerTest {
  private static final Instant UNTIL = NOW.plusSeconds(600);

  private static PurgePlan plan(Records records, ViewsEvicted... notices) {
    return PurgePlanner.plan(RULE, List.of(notices), records, NOW);
  }

  private static List<CacheTag> tags(PurgePlan plan) {
    return plan.items().stream().flatMap(item -> item.tags().stream()).toList();
  }

  private static Ledger after(PurgePlan plan) {
    return plan.before().ledger().orElseThrow().value();
  }

  @Test
  void nothingIsPaidForViewsThatNeedNoPurge() {
    PurgePlan plan = plan(records(ledger(0), Map.of()), notice(ORDERS, DASHBOARD));
    assertThat(plan.items()).isEmpty();
    assertThat(plan.before().ledger()).isEmpty();
    assertThat(plan.waiting()).isEmpty();
    assertThat(plan.reasons()).containsExactly(Map.entry(PurgeReason.NOT_LEASED, 2));
  }

  @Test
  void aPurgeUsesTheReservationOfItsGrant() {
    Grant grant = grant(G1, UNTIL);
    PurgePlan plan = plan(records(ledger(4, UNTIL), Map.of(ORDERS, lease(grant))), notice(ORDERS));
    assertThat(tags(plan)).containsExactly(CacheTag.of(ALICE, ORDERS.view()));
    assertThat(after(plan)).isEqualTo(ledger(5));
    assertThat(plan.before().versioned(ORDERS))
        .isEqualTo(new Versioned<>(lease(grant.withPrepaid(false)), 7));
    assertThat(plan.taken()).containsExactly(new Taken(ORDERS, G1, UNTIL));
    assertThat(plan.charged()).isZero();
    assertThat(plan.reasons()).containsExactly(Map.entry(PurgeReason.LEASE_RECORDED, 1));
  }

  @Test
  void onePurgeOfSeveralViewsGivesTheOtherReservationsBack() {
    PurgePlan plan =
        plan(
            records(
                ledger(4, UNTIL, UNTIL),
                Map.of(ORDERS, lease(grant(G1, UNTIL)), DASHBOARD, lease(grant(G2, UNTIL)))),
            notice(ORDERS, DASHBOARD));
    assertThat(tags(plan)).containsExactly(CacheTag.of(ALICE));
    assertThat(after(plan)).isEqualTo(ledger(5));
    assertThat(plan.taken()).hasSize(1);
    assertThat(plan.before().leases().values())
        .flatExtracting(versioned -> versioned.value().grants())
        .extracting(Grant::prepaid)
        .containsExactly(false, false);
  }

  @Test
  void aSecondGrantOfTheViewIsPurgedAndReleasedWithTheFirst() {
    PurgePlan plan =
        plan(
            records(
                ledger(0, UNTIL, UNTIL), Map.of(ORDERS, lease(grant(G1, UNTIL), grant(G2, UNTIL)))),
            notice(ORDERS));
    assertThat(after(plan)).isEqualTo(ledger(1));
    assertThat(plan.before().versioned(ORDERS).value().grants())
        .extracting(Grant::prepaid)
        .containsExactly(false, false);
  }

  @Test
  void theReservationOfAGrantThatThePurgeMayNotCoverIsKept() {
    Grant during = new Grant(G2, EVICTED, EVICTED, UNTIL, true);
    PurgePlan plan = plan(records(ledger(4, UNTIL), Map.of(ORDERS, lease(during))), notice(ORDERS));
    assertThat(tags(plan)).hasSize(1);
    assertThat(after(plan)).isEqualTo(ledger(5, UNTIL));
    assertThat(plan.before().leases()).isEmpty();
    assertThat(plan.charged()).isOne();
  }

  @Test
  void aPurgeWithoutAReservationIsChargedWithinTheBudget() {
    ViewsEvicted found = notice(ALICE, eviction(ORDERS, new FoundLease("g", UNTIL)));
    PurgePlan plan = plan(records(ledger(99), Map.of()), found);
    assertThat(after(plan)).isEqualTo(ledger(100));
    assertThat(plan.charged()).isOne();
    assertThat(plan.reasons()).containsExactly(Map.entry(PurgeReason.LEASE_FOUND, 1));
  }

  @Test
  void aPurgeThatTheBudgetHasNoRoomForWaits() {
    PurgePlan plan =
        plan(
            records(ledger(100), Map.of()),
            notice(BOB, eviction(CARD_OF_BOB, null)),
            unconditional(EVICTED, ORDERS));
    assertThat(plan.items()).isEmpty();
    assertThat(plan.before().ledger()).isEmpty();
    assertThat(plan.waiting()).containsExactly(1);
    assertThat(plan.returned()).containsExactly(1);
    assertThat(plan.reasons())
        .containsEntry(PurgeReason.UNCONDITIONAL, 1)
        .containsEntry(PurgeReason.NOT_LEASED, 1);
  }

  @Test
  void ownersWithAReservationArePurgedThoughOthersWait() {
    PurgePlan plan =
        plan(
            records(ledger(99, UNTIL), Map.of(CARD_OF_BOB, lease(grant(G1, UNTIL)))),
            unconditional(EVICTED, ORDERS),
            notice(CARD_OF_BOB));
    assertThat(tags(plan)).containsExactly(CacheTag.ofCard(BOB));
    assertThat(plan.waiting()).containsExactly(0);
    assertThat(plan.returned()).containsExactly(0, 1);
    assertThat(after(plan)).isEqualTo(ledger(100));
  }

  @Test
  void severalNoticesOfAnOwnerArePurgedTogether() {
    PurgePlan plan =
        plan(
            records(ledger(0, UNTIL), Map.of(ORDERS, lease(grant(G1, UNTIL)))),
            notice(ORDERS),
            notice(ORDERS),
            notice(DASHBOARD));
    assertThat(tags(plan)).containsExactly(CacheTag.of(ALICE, ORDERS.view()));
    assertThat(plan.returned()).containsExactly(0, 1);
    assertThat(after(plan)).isEqualTo(ledger(1));
  }

  @Test
  void reservationsOfEndedLeasesAreNotCountedAgainstTheBudget() {
    Instant ended = NOW.minusSeconds(600);
    PurgePlan plan = plan(records(ledger(99, ended), Map.of()), unconditional(EVICTED, ORDERS));
    assertThat(after(plan)).isEqualTo(ledger(100));
  }
}
