package dev.freshet.viewcache.lease;

import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.G2;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.SKEW;
import static dev.freshet.viewcache.lease.LeaseFixture.grant;
import static dev.freshet.viewcache.lease.LeaseFixture.lease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.lease.Lease.Grant;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Instant UNTIL = NOW.plusSeconds(600);
  private static final Instant AGREED = NOW.minusMillis(800);

  @Test
  void aGrantBeginsBeforeItsAnswerPassedTheCacheAndIsDatedAfterIt() {
    assertThat(Lease.NONE.granted(G1, AGREED, UNTIL, NOW))
        .isEqualTo(lease(new Grant(G1, AGREED, NOW, UNTIL, true)));
  }

  @Test
  void aNewGrantTakesThePlaceOfThoseWhoseCopiesHaveExpired() {
    Lease old = lease(grant(G2, NOW), grant(new Generation("g3"), NOW.plusMillis(1)));
    assertThat(old.granted(G1, AGREED, UNTIL, NOW).grants())
        .extracting(grant -> grant.generation().token())
        .containsExactly("g3", "g1");
  }

  @Test
  void aRenewalMovesAllTimesOutward() {
    Lease granted = lease(grant(G1, UNTIL), grant(G2, UNTIL));
    Grant before = grant(G1, UNTIL);
    assertThat(granted.renewed(G1, AGREED, UNTIL.plusSeconds(9), NOW))
        .isEqualTo(
            lease(
                new Grant(G1, before.firstAt(), NOW, UNTIL.plusSeconds(9), true),
                grant(G2, UNTIL)));
    assertThat(granted.renewed(G1, before.firstAt().minusMillis(1), UNTIL.minusSeconds(9), NOW))
        .isEqualTo(
            lease(
                new Grant(G1, before.firstAt().minusMillis(1), NOW, UNTIL, true),
                grant(G2, UNTIL)));
  }

  @Test
  void aRenewalByASlowerClockDoesNotDateAGrantBack() {
    Grant before = grant(G1, UNTIL);
    Instant earlier = before.lastAt().minusMillis(1);
    assertThat(lease(before).renewed(G1, NOW, UNTIL, earlier)).isEqualTo(lease(before));
  }

  @Test
  void aGrantCountsUntilItsCopiesExpire() {
    assertThat(lease(grant(G1, NOW.plusMillis(1))).of(G1, NOW)).isPresent();
    assertThat(lease(grant(G1, NOW)).of(G1, NOW)).isEmpty();
    assertThat(lease(grant(G1, UNTIL)).of(G2, NOW)).isEmpty();
    assertThat(lease(grant(G1, NOW), grant(G2, UNTIL)).at(NOW)).isEqualTo(lease(grant(G2, UNTIL)));
  }

  @Test
  void aViewHasAtMostEightGrantsWhoseCopiesMayLive() {
    Lease full =
        IntStream.range(0, 8)
            .boxed()
            .reduce(
                Lease.NONE,
                (lease, i) -> lease.granted(new Generation("n" + i), AGREED, UNTIL, NOW),
                (_, last) -> last);
    assertThat(full.grants()).hasSize(8);
    assertThat(full.isFull(NOW)).isTrue();
    assertThat(new Lease(full.grants().subList(1, 8)).isFull(NOW)).isFalse();
    assertThat(full.isFull(UNTIL)).isFalse();
  }

  @Test
  void anEvictionCoversTheGenerationThatItFound() {
    Instant longAgo = NOW.minusSeconds(3600);
    assertThat(grant(G1, UNTIL).coveredBy(longAgo, new FoundLease("g1", UNTIL), SKEW)).isTrue();
    assertThat(grant(G1, UNTIL).coveredBy(longAgo, new FoundLease("g2", UNTIL), SKEW)).isFalse();
  }

  @Test
  void anEvictionCoversGenerationsThatWereSeenAliveBeforeItByAnyClock() {
    Grant grant = grant(G1, UNTIL);
    assertThat(grant.coveredBy(grant.lastAt().plus(SKEW).plusMillis(1), null, SKEW)).isTrue();
    assertThat(grant.coveredBy(grant.lastAt().plus(SKEW), null, SKEW)).isFalse();
  }

  @Test
  void anEvictionDoesNotCoverAGenerationThatBeganWhileItsReaderWaited() {
    Instant evicted = NOW.minusMillis(100);
    Lease granted = Lease.NONE.granted(G1, NOW.minusMillis(900), UNTIL, NOW);
    assertThat(granted.purged(evicted, null, SKEW)).isEqualTo(granted);
  }

  @Test
  void copiesMayPrecedeAnEvictionUpToTheSkewAfterIt() {
    Grant grant = grant(G1, UNTIL);
    assertThat(grant.mayPrecede(grant.firstAt().minus(SKEW).minusMillis(1), SKEW)).isTrue();
    assertThat(grant.mayPrecede(grant.firstAt().minus(SKEW).minusMillis(2), SKEW)).isFalse();
  }

  @Test
  void aPurgeRemovesWhatItCoversAndNothingElse() {
    Grant covered = grant(G1, UNTIL);
    Grant later = new Grant(G2, NOW, NOW, UNTIL, true);
    assertThat(lease(covered, later).purged(NOW, null, SKEW)).isEqualTo(lease(later));
    assertThat(lease(covered, later).purged(NOW, new FoundLease("g2", UNTIL), SKEW))
        .isEqualTo(Lease.NONE);
  }
}
