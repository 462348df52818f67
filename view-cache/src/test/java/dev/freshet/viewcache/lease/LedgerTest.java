package dev.freshet.viewcache.lease;

import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Duration SLOT = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** The begin of a slot. */
  private static final Instant UNTIL = NOW.plus(SLOT);

  private static final Instant LATER = UNTIL.plus(SLOT);

  @Test
  void reservationsAreCommittedAndNotSpent() {
    Ledger ledger = Ledger.EMPTY.reserve(2, UNTIL, 2).orElseThrow();
    assertThat(ledger.committed()).isEqualTo(2);
    assertThat(ledger.spent()).isZero();
    assertThat(ledger.isReserved(UNTIL)).isTrue();
    assertThat(ledger.isReserved(LATER)).isFalse();
  }

  @Test
  void noMoreIsReservedThanTheLimit() {
    assertThat(ledger(3).reserve(2, UNTIL, 5)).contains(ledger(3, UNTIL, UNTIL));
    assertThat(ledger(3).reserve(2, UNTIL, 4)).isEmpty();
    assertThat(ledger(3, UNTIL).reserve(1, UNTIL, 4)).isEmpty();
  }

  @Test
  void aReservationThatIsUsedIsSpent() {
    assertThat(ledger(0, UNTIL, LATER).spend(UNTIL)).isEqualTo(ledger(1, LATER));
    assertThat(ledger(0, UNTIL).spend(UNTIL).unspend(UNTIL)).isEqualTo(ledger(0, UNTIL));
  }

  @Test
  void aReservationThatIsGivenUpIsFree() {
    assertThat(ledger(4, UNTIL, LATER).release(LATER)).isEqualTo(ledger(4, UNTIL));
  }

  @Test
  void aReservationThatIsExtendedIsNotCountedTwice() {
    assertThat(ledger(1, UNTIL, UNTIL).extended(UNTIL, LATER)).isEqualTo(ledger(1, UNTIL, LATER));
    assertThat(ledger(1, UNTIL).extended(UNTIL, UNTIL.plusSeconds(1))).isEqualTo(ledger(1, UNTIL));
  }

  @Test
  void whatWasNotReservedCannotBeUsed() {
    assertThatIllegalStateException().isThrownBy(() -> ledger(5).spend(UNTIL));
    assertThatIllegalStateException().isThrownBy(() -> ledger(5, LATER).release(UNTIL));
  }

  @Test
  void chargesStayWithinTheBudgetBesideWhatIsReserved() {
    assertThat(ledger(1, UNTIL).charge(2, 4)).contains(ledger(3, UNTIL));
    assertThat(ledger(1, UNTIL).charge(2, 3)).isEmpty();
    assertThat(ledger(1, UNTIL).charge(0, 0)).contains(ledger(1, UNTIL));
  }

  @Test
  void refundsAreTakenOff() {
    assertThat(ledger(3, UNTIL).refund(2)).isEqualTo(ledger(1, UNTIL));
  }

  @Test
  void reservationsEndSomeTimeAfterTheirLeasesInSlots() {
    Ledger ledger = ledger(1, UNTIL, UNTIL.plus(SLOT).minusMillis(1), LATER);
    Instant ended = UNTIL.plus(SLOT).plus(GRACE);
    assertThat(ledger.at(ended.minusMillis(1))).isEqualTo(ledger);
    assertThat(ledger.at(ended)).isEqualTo(ledger(1, LATER));
    assertThat(ledger.at(ended.plus(SLOT))).isEqualTo(ledger(1));
  }

  @Test
  void aLedgerDoesNotChange() {
    TreeMap<Long, Long> slots = new TreeMap<>(Map.of(7L, 1L));
    Ledger ledger = new Ledger(1, slots);
    slots.clear();
    assertThat(ledger.reserved()).containsEntry(7L, 1L);
  }
}
