package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.SKEW;
import static dev.freshet.viewcache.lease.LeaseFixture.grant;
import static dev.freshet.viewcache.lease.LeaseFixture.lease;
import static dev.freshet.viewcache.purge.PurgeFixture.EVICTED;
import static dev.freshet.viewcache.purge.PurgeFixture.RULE;
import static dev.freshet.viewcache.purge.PurgeFixture.eviction;
import static dev.freshet.viewcache.purge.PurgeFixture.notice;
import static dev.freshet.viewcache.purge.PurgeFixture.rule;
import static dev.freshet.viewcache.purge.PurgeFixture.unconditional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PurgeRuleTest {
  /**
   * A copy that lives until then is gone before a purge takes effect; one millisecond later not.
   */
  private static final Instant EFFECTIVE = NOW.plus(ProtocolTimes.PURGE_DELAY);

  private static final Instant LONG = NOW.plusSeconds(600);

  private static PurgeReason decide(ViewsEvicted notice, Lease lease) {
    return RULE.decide(notice, notice.evictions().getFirst(), lease, NOW);
  }

  private static ViewsEvicted found(Instant until) {
    return notice(ALICE, eviction(ORDERS, new FoundLease("g", until)));
  }

  @Test
  void aNoticeIsDueAWindowAfterItsEvictionLessTheSkew() {
    ViewsEvicted notice = notice(ORDERS);
    Instant due = EVICTED.plusMillis(1_500);
    assertThat(RULE.earliest(notice)).isEqualTo(due);
    assertThat(RULE.isDue(notice, due)).isTrue();
    assertThat(RULE.isDue(notice, due.minusMillis(1))).isFalse();
  }

  @Test
  void aLeaseThatTheEvictionFoundIsPurgedWhateverIsRecorded() {
    assertThat(decide(found(EFFECTIVE.plusMillis(1)), Lease.NONE))
        .isEqualTo(PurgeReason.LEASE_FOUND);
  }

  @Test
  void aLeaseThatEndsBeforeAPurgeTakesEffectHasExpired() {
    assertThat(decide(found(EFFECTIVE), Lease.NONE)).isEqualTo(PurgeReason.EXPIRED);
  }

  @Test
  void aRenewalThatTheEvictionDidNotFindCounts() {
    assertThat(decide(found(EFFECTIVE), lease(grant(G1, LONG))))
        .isEqualTo(PurgeReason.LEASE_RECORDED);
  }

  @Test
  void anEvictionThatFoundNothingPurgesWhatIsRecorded() {
    assertThat(decide(notice(ORDERS), lease(grant(G1, EFFECTIVE.plusMillis(1)))))
        .isEqualTo(PurgeReason.LEASE_RECORDED);
    assertThat(decide(notice(ORDERS), lease(grant(G1, EFFECTIVE))))
        .isEqualTo(PurgeReason.NOT_LEASED);
    assertThat(decide(notice(ORDERS), Lease.NONE)).isEqualTo(PurgeReason.NOT_LEASED);
  }

  @Test
  void aGrantAfterTheEvictionByAnyClockIsOfALaterGeneration() {
    Instant last = EVICTED.plus(SKEW).plusMillis(1);
    Grant within = new Grant(G1, last, NOW, LONG, true);
    Grant after = new Grant(G1, last.plusMillis(1), NOW, LONG, true);
    assertThat(decide(notice(ORDERS), lease(within))).isEqualTo(PurgeReason.LEASE_RECORDED);
    assertThat(decide(notice(ORDERS), lease(after))).isEqualTo(PurgeReason.NOT_LEASED);
    assertThat(decide(notice(ORDERS), lease(after, within))).isEqualTo(PurgeReason.LEASE_RECORDED);
  }

  @Test
  void aGrantWhoseReservationIsUsedIsPurgedLikeAnyOther() {
    assertThat(decide(notice(ORDERS), lease(grant(G1, LONG).withPrepaid(false))))
        .isEqualTo(PurgeReason.LEASE_RECORDED);
  }

  @Test
  void anUnconditionalPurgeNeedsNoLeaseUntilEveryCopyHasExpired() {
    Instant lastLife = NOW.minusMillis(2_500 + 2 * ViewCatalogue.ORDERS.edgeTtl().toMillis());
    assertThat(decide(unconditional(EVICTED, ORDERS), Lease.NONE))
        .isEqualTo(PurgeReason.UNCONDITIONAL);
    assertThat(decide(unconditional(lastLife, ORDERS), Lease.NONE))
        .isEqualTo(PurgeReason.UNCONDITIONAL);
    assertThat(decide(unconditional(lastLife.minusMillis(1), ORDERS), Lease.NONE))
        .isEqualTo(PurgeReason.EXPIRED);
  }

  @Test
  void aViewThatTheCatalogueForgotMayLiveAsLongAsAnyOther() {
    ViewKey gone = new ViewKey(ALICE, new ViewName("gone"));
    Instant longest = NOW.minusMillis(2_500 + 2 * ViewCatalogue.CARD.edgeTtl().toMillis());
    assertThat(decide(unconditional(longest, gone), Lease.NONE))
        .isEqualTo(PurgeReason.UNCONDITIONAL);
    assertThat(decide(unconditional(longest.minusMillis(1), gone), Lease.NONE))
        .isEqualTo(PurgeReason.EXPIRED);
  }

  @Test
  void withoutABudgetThereWereNoLeasesToPurgeUnconditionally() {
    ViewsEvicted notice = unconditional(EVICTED, ORDERS);
    assertThat(
            rule(new GrantTerms(0, 0, 1))
                .decide(notice, notice.evictions().getFirst(), Lease.NONE, NOW))
        .isEqualTo(PurgeReason.NO_BUDGET);
    assertThat(
            rule(new GrantTerms(0, 1, 1))
                .decide(notice, notice.evictions().getFirst(), Lease.NONE, NOW))
        .isEqualTo(PurgeReason.UNCONDITIONAL);
  }

  @Test
  void aLateNoticeIsPurgedAsLongAsItsLeaseLasts() {
    ViewsEvicted late =
        new ViewsEvicted(
            ALICE,
            NOW.minusSeconds(86_400),
            false,
            notice(ALICE, eviction(ORDERS, new FoundLease("g", LONG))).evictions());
    assertThat(decide(late, Lease.NONE)).isEqualTo(PurgeReason.LEASE_FOUND);
  }

  @Test
  void threeReasonsPurge() {
    assertThat(PurgeReason.values())
        .filteredOn(PurgeReason::purges)
        .containsExactly(
            PurgeReason.UNCONDITIONAL, PurgeReason.LEASE_FOUND, PurgeReason.LEASE_RECORDED);
  }
}
