package dev.freshet.viewcache.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTermsTest {
  private static final GrantTerms FREE = new GrantTerms(1_000, 0, 1_250);

  /** An even share of 950 for each day, so that the last day reaches all of it and none before. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 31",
    "2026-01-01T23:59:59Z, 31",
    "2026-01-02T00:00:00Z, 62",
    "2026-01-30T12:00:00Z, 920",
    "2026-01-31T23:59:59Z, 950",
    "2026-02-28T12:00:00Z, 950",
    "2026-02-27T12:00:00Z, 917",
    "2028-02-28T12:00:00Z, 918",
    "2028-02-29T12:00:00Z, 950",
    "2026-04-30T12:00:00Z, 950",
    "2026-04-29T12:00:00Z, 919",
  })
  void freePurgesAreSpreadOverTheDaysOfTheMonth(Instant now, long grantable) {
    assertThat(FREE.spendableFree(now)).isEqualTo(grantable);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0, 950", "1000, 200, 1140", "0, 0, 0", "1, 0, 0", "0, 20, 19", "0, 21, 19"})
  void aTwentiethIsKeptForPurgesThatNoLeasePrepaid(long free, long paid, long grantable) {
    assertThat(new GrantTerms(free, paid, 1).grantable()).isEqualTo(grantable);
  }

  @Test
  void paidPurgesAreNotGrantedAtThePriceOfFreeOnes() {
    Instant lastDay = Instant.parse("2026-01-31T12:00:00Z");
    assertThat(new GrantTerms(1_000, 5_000, 1_250).spendableFree(lastDay)).isEqualTo(1_000);
    assertThat(new GrantTerms(0, 5_000, 1_250).spendableFree(lastDay)).isZero();
  }

  @Test
  void atThePriceOfFreeOnesNoMoreIsCommittedThanIsFree() {
    assertThat(new GrantTerms(1_000, 5_000, 1_250).grantableFree()).isEqualTo(1_000);
    assertThat(new GrantTerms(1_000, 10, 1_250).grantableFree()).isEqualTo(959);
    assertThat(FREE.grantableFree()).isEqualTo(950);
    assertThat(new GrantTerms(0, 5_000, 1_250).grantableFree()).isZero();
  }

  @Test
  void aFreePurgeIsEarnedByTwoSavedAnswersAndAPaidOneByAsManyAsItCosts() {
    assertThat(FREE.savedPerPurge(false)).isEqualTo(2);
    assertThat(FREE.savedPerPurge(true)).isEqualTo(GrantTerms.SAVED_FOR_PAID);
    assertThat(new GrantTerms(1, 1, 1).savedPerPurge(false)).isOne();
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "400, 20", "419, 20", "420, 21", "1000, 50"})
  void oneOwnerMayReserveATwentiethOfTheMonthOrTwentyPurges(long free, long share) {
    assertThat(new GrantTerms(free, 0, 1).grantableToOwner()).isEqualTo(share);
  }

  @Test
  void aMonthHasNoFewerThanZeroPurgesAndNoMoreThanCanBeCounted() {
    assertThat(new GrantTerms(0, 0, 1).budget()).isZero();
    assertThat(new GrantTerms(1_000_000_000, 1_000_000_000, 1_000_000_000).budget())
        .isEqualTo(2_000_000_000L);
    assertRefused("freePurges", -1, 0, 1);
    assertRefused("freePurges", 1_000_000_001, 0, 1);
    assertRefused("paidPurges", 0, -1, 1);
    assertRefused("savedForPaid", 0, 0, 0);
    assertRefused("savedForPaid", 0, 0, Long.MAX_VALUE);
  }

  private static void assertRefused(String name, long free, long paid, long saved) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GrantTerms(free, paid, saved))
        .withMessageStartingWith(name);
  }
}
