package dev.freshet.viewcache.lease;

import static dev.freshet.viewcache.lease.LeaseFixture.ALICE;
import static dev.freshet.viewcache.lease.LeaseFixture.CARD_OF_BOB;
import static dev.freshet.viewcache.lease.LeaseFixture.G1;
import static dev.freshet.viewcache.lease.LeaseFixture.G2;
import static dev.freshet.viewcache.lease.LeaseFixture.MONTH;
import static dev.freshet.viewcache.lease.LeaseFixture.NOW;
import static dev.freshet.viewcache.lease.LeaseFixture.ORDERS;
import static dev.freshet.viewcache.lease.LeaseFixture.SKEW;
import static dev.freshet.viewcache.lease.LeaseFixture.ledger;
import static dev.freshet.viewcache.lease.LeaseFixture.part;
import static dev.freshet.viewcache.lease.LeaseFixture.records;
import static dev.freshet.viewcache.lease.LeaseFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.lease.GrantStep.Elect;
import dev.freshet.viewcache.lease.GrantStep.Ended;
import dev.freshet.viewcache.lease.GrantStep.NoteLeases;
import dev.freshet.viewcache.lease.GrantStep.Postpone;
import dev.freshet.viewcache.lease.GrantStep.ReadRecords;
import dev.freshet.viewcache.lease.GrantStep.WriteRecords;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrantStepTest {
  private static final GrantTerms TERMS = new GrantTerms(1_000, 0, 100);
  private static final GrantRequest REQUEST =
      request(TERMS, 4, part(ORDERS, G1), part(CARD_OF_BOB, G2));

  private static Ended ended(GrantOutcome outcome) {
    return new Ended(outcome, Instant.EPOCH);
  }

  private static WriteRecords planned() {
    return (WriteRecords) new ReadRecords(REQUEST).read(records(Ledger.EMPTY, Map.of()), NOW);
  }

  @Test
  void theOwnViewElectsTheGranter() {
    Elect elect = new Elect(REQUEST);
    assertThat(elect.view()).isEqualTo(ORDERS);
    assertThat(elect.generation()).isEqualTo(G1);
    assertThat(elect.answered(new Election.Elected(NOW), NOW)).isEqualTo(new ReadRecords(REQUEST));
    assertThat(elect.answered(new Election.NotElected(), NOW))
        .isEqualTo(ended(GrantOutcome.NOT_ELECTED));
  }

  @Test
  void nothingIsGrantedWhileTheClocksAreApart() {
    Elect elect = new Elect(REQUEST);
    for (Instant wrong :
        new Instant[] {NOW.plus(SKEW).plusMillis(1), NOW.minus(SKEW).minusMillis(1)}) {
      assertThat(elect.answered(new Election.Elected(wrong), NOW))
          .isEqualTo(ended(GrantOutcome.CLOCKS_APART));
    }
    assertThat(elect.answered(new Election.Elected(NOW.plus(SKEW)), NOW))
        .isInstanceOf(ReadRecords.class);
  }

  @Test
  void theRecordsOfAllMissingPartsAreReadWithTheOwnersShare() {
    assertThat(new ReadRecords(REQUEST).query(NOW))
        .isEqualTo(new Query(Set.of(ORDERS, CARD_OF_BOB), MONTH, Optional.of(ALICE)));
  }

  @Test
  void theLeaseIsNotedOnlyAfterItWasRecorded() {
    WriteRecords write = planned();
    assertThat(write.changed().leases()).containsOnlyKeys(ORDERS, CARD_OF_BOB);
    GrantStep note = write.written(true);
    assertThat(note).isEqualTo(new NoteLeases(REQUEST, write.until()));
    assertThat(((NoteLeases) note).parts()).isEqualTo(REQUEST.missing());
    assertThat(((NoteLeases) note).noted(true))
        .isEqualTo(new Ended(GrantOutcome.GRANTED, write.until()));
  }

  @Test
  void anAnswerIsShortIfAPartEndedMeanwhile() {
    assertThat(new NoteLeases(REQUEST, NOW).noted(false))
        .isEqualTo(ended(GrantOutcome.GENERATION_ENDED));
  }

  @Test
  void anAnswerIsShortAfterAConflictAndAfterAnUnknownOutcome() {
    assertThat(planned().written(false)).isEqualTo(ended(GrantOutcome.CONFLICT));
    assertThat(planned().unavailable()).isEqualTo(ended(GrantOutcome.STORE_UNAVAILABLE));
    assertThat(new ReadRecords(REQUEST).unavailable())
        .isEqualTo(ended(GrantOutcome.STORE_UNAVAILABLE));
  }

  @Test
  void aRefusedGrantIsPutOffForAllReaders() {
    GrantStep step = new ReadRecords(REQUEST).read(records(ledger(950), Map.of()), NOW);
    assertThat(step).isEqualTo(new Postpone(REQUEST, GrantOutcome.FREE_SPENT));
    Postpone postpone = (Postpone) step;
    assertThat(postpone.view()).isEqualTo(ORDERS);
    assertThat(postpone.generation()).isEqualTo(G1);
    assertThat(postpone.postponed()).isEqualTo(ended(GrantOutcome.FREE_SPENT));
  }

  @Test
  void aGrantIsForAtLeastOneViewAndNoMoreThanOneWriteTakes() {
    assertThatIllegalArgumentException().isThrownBy(() -> request(TERMS, 4));
    LeasePart[] most = parts(GrantRequest.MOST_PARTS);
    assertThat(request(TERMS, 4, most).missing()).hasSize(98);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request(TERMS, 4, parts(GrantRequest.MOST_PARTS + 1)));
  }

  private static LeasePart[] parts(int number) {
    return IntStream.range(0, number).mapToObj(_ -> part(ORDERS, G1)).toArray(LeasePart[]::new);
  }
}
