package dev.freshet.viewcache.purge;

import static dev.freshet.viewcache.lease.LeaseFixture.DASHBOARD;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.purge.PurgePlan.Taken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentTest {
  private static final Instant SOON = NOW.plusSeconds(600);
  private static final Instant LATE = NOW.plusSeconds(1_200);
  private static final Taken FIRST = new Taken(ORDERS, G1, SOON);
  private static final Taken SECOND = new Taken(DASHBOARD, G1, LATE);

  @Test
  void eachPurgeUsesAReservation() {
    assertThat(Payment.of(ledger(4, SOON, LATE), List.of(FIRST, SECOND), 2, 6))
        .contains(new Payment(ledger(6), List.of(FIRST, SECOND), 0));
  }

  @Test
  void reservationsBeyondThePurgesAreGivenUp() {
    assertThat(Payment.of(ledger(4, SOON, LATE), List.of(FIRST, SECOND), 1, 6))
        .contains(new Payment(ledger(5), List.of(FIRST), 0));
  }

  @Test
  void purgesBeyondTheReservationsAreCharged() {
    assertThat(Payment.of(ledger(4, SOON), List.of(FIRST), 2, 6))
        .contains(new Payment(ledger(6), List.of(FIRST), 1));
  }

  @Test
  void purgesThatNothingPaysForWait() {
    assertThat(Payment.of(ledger(4, SOON), List.of(FIRST), 2, 5)).isEmpty();
    assertThat(Payment.of(ledger(4, SOON), List.of(), 1, 5)).isEmpty();
  }

  @Test
  void aReservationPaysThoughTheBudgetWasCutSince() {
    assertThat(Payment.of(ledger(4, SOON), List.of(FIRST), 1, 0)).isPresent();
  }

  @Test
  void aReservationThatTheLedgerDoesNotKnowPaysForNothing() {
    Taken sameSlot = new Taken(DASHBOARD, G1, SOON.plusSeconds(1));
    assertThat(Payment.of(ledger(4, SOON), List.of(FIRST, sameSlot, SECOND), 3, 7))
        .contains(new Payment(ledger(7), List.of(FIRST), 2));
  }
}
