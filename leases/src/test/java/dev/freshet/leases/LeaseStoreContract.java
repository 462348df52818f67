package dev.freshet.leases;

import static dev.freshet.leases.Sample.ALICE;
import static dev.freshet.leases.Sample.AMPLE;
import static dev.freshet.leases.Sample.LEDGER;
import static dev.freshet.leases.Sample.MONTH;
import static dev.freshet.leases.Sample.ORDERS;
import static dev.freshet.leases.Sample.PROFILE;
import static dev.freshet.leases.Sample.SHARE;
import static dev.freshet.leases.Sample.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link LeaseStore} keeps to. */
abstract class LeaseStoreContract {
  private LeaseStore store;

  /** A store in which nothing was ever stored. */
  abstract LeaseStore empty();

  @BeforeEach
  void begin() {
    store = empty();
  }

  @Test
  void whatWasNeverStoredIsReadAsEmptyOfVersionZero() {
    Records read = read(ORDERS);

    assertThat(read.month()).isEqualTo(MONTH);
    assertThat(read.leases()).isEqualTo(Map.of(ORDERS, new Versioned<>(Lease.NONE, 0)));
    assertThat(read.ledger()).contains(new Versioned<>(Ledger.EMPTY, 0));
    assertThat(read.share()).contains(new OwnedShare(ALICE, new Versioned<>(OwnerShare.NONE, 0)));
  }

  @Test
  void aShareIsReadOnlyIfItIsAskedFor() {
    assertThat(store.read(new Query(Set.of(), MONTH, Optional.empty()), AMPLE).share()).isEmpty();
  }

  @Test
  void everyKindOfRecordIsReadAsItWasWritten() {
    assertThat(write(Sample.grant(0, 0, 0))).isTrue();
    Records read = read(ORDERS);

    assertThat(read.versioned(ORDERS)).isEqualTo(new Versioned<>(Sample.lease(1), 1));
    assertThat(read.ledger()).contains(new Versioned<>(LEDGER, 1));
    assertThat(read.share()).contains(new OwnedShare(ALICE, new Versioned<>(SHARE, 1)));
  }

  @Test
  void aLeaseOfAsManyGrantsAsThereMayBeIsReadAsItWasWritten() {
    write(Sample.lease(ORDERS, Sample.lease(8), 0));

    assertThat(read(ORDERS).versioned(ORDERS).value()).isEqualTo(Sample.lease(8));
  }

  @Test
  void aHundredRecordsAreWrittenAndReadInOneCall() {
    Map<ViewKey, Versioned<Lease>> leases =
        IntStream.range(0, LeaseStore.MOST_RECORDS - 2)
            .mapToObj(i -> new ViewKey(ALICE, new ViewName("view-" + i)))
            .collect(
                Collectors.toMap(Function.identity(), _ -> new Versioned<>(Sample.lease(8), 0)));
    Records all =
        new Records(
            MONTH,
            leases,
            Optional.of(new Versioned<>(LEDGER, 0)),
            Optional.of(new OwnedShare(ALICE, new Versioned<>(SHARE, 0))));

    assertThat(write(all)).isTrue();
    assertThat(read(leases.keySet().toArray(ViewKey[]::new)).leases().values())
        .hasSize(LeaseStore.MOST_RECORDS - 2)
        .containsOnly(new Versioned<>(Sample.lease(8), 1));
  }

  @Test
  void eachWriteAddsOneToTheVersion() {
    write(Sample.lease(ORDERS, Sample.lease(1), 0));
    write(Sample.lease(ORDERS, Sample.lease(2), 1));

    assertThat(read(ORDERS).versioned(ORDERS)).isEqualTo(new Versioned<>(Sample.lease(2), 2));
  }

  @Test
  void aWriteLeavesTheOtherRecordsAsTheyAre() {
    write(Sample.grant(0, 0, 0));
    write(Sample.lease(PROFILE, Sample.lease(2), 0));
    Records read = read(ORDERS, PROFILE);

    assertThat(read.versioned(ORDERS).version()).isEqualTo(1);
    assertThat(read.versioned(PROFILE).version()).isEqualTo(1);
    assertThat(read.ledger()).contains(new Versioned<>(LEDGER, 1));
  }

  @Test
  void ifOneRecordHasChangedNoneIsWritten() {
    write(Sample.ledger(MONTH, LEDGER, 0));

    assertThat(write(Sample.grant(0, 0, 0))).isFalse();
    Records read = read(ORDERS);
    assertThat(read.versioned(ORDERS)).isEqualTo(new Versioned<>(Lease.NONE, 0));
    assertThat(read.ledger()).contains(new Versioned<>(LEDGER, 1));
    assertThat(read.share().orElseThrow().share().version()).isZero();
  }

  @Test
  void aLateWriteOfAnOldVersionFails() {
    write(Sample.lease(ORDERS, Sample.lease(1), 0));
    write(Sample.lease(ORDERS, Sample.lease(3), 1));

    assertThat(write(Sample.lease(ORDERS, Sample.lease(2), 0))).isFalse();
    assertThat(write(Sample.lease(ORDERS, Sample.lease(2), 1))).isFalse();
    assertThat(read(ORDERS).versioned(ORDERS)).isEqualTo(new Versioned<>(Sample.lease(3), 2));
  }

  @Test
  void aVersionThatIsYetToComeIsNotWritten() {
    assertThat(write(Sample.lease(ORDERS, Sample.lease(1), 1))).isFalse();
  }

  @Test
  void aLeaseWhoseGrantsAreGoneKeepsItsVersionSoThatLateWritesFail() {
    write(Sample.lease(ORDERS, Sample.lease(1), 0));
    write(Sample.lease(ORDERS, Lease.NONE, 1));

    assertThat(read(ORDERS).versioned(ORDERS)).isEqualTo(new Versioned<>(Lease.NONE, 2));
    assertThat(write(Sample.lease(ORDERS, Sample.lease(2), 0))).isFalse();
    assertThat(write(Sample.lease(ORDERS, Sample.lease(2), 1))).isFalse();
  }

  @Test
  void ofManyWritersOfOneVersionOneSucceeds() throws Exception {
    List<Callable<Boolean>> writers =
        IntStream.range(0, 24)
            .<Callable<Boolean>>mapToObj(
                i -> () -> write(Sample.ledger(MONTH, new Ledger(i, new TreeMap<>()), 0)))
            .toList();
    int succeeded = 0;
    int winner = -1;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> outcomes = threads.invokeAll(writers);
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i).get()) {
          succeeded++;
          winner = i;
        }
      }
    }

    assertThat(succeeded).isEqualTo(1);
    assertThat(read().ledger()).contains(new Versioned<>(new Ledger(winner, new TreeMap<>()), 1));
  }

  @Test
  void monthsAndOwnersHaveRecordsOfTheirOwn() {
    YearMonth next = MONTH.plusMonths(1);
    Owner named = new Owner(Owner.Kind.USER, TEA.id());
    write(Sample.grant(0, 0, 0));

    Records ofNext = store.read(new Query(Set.of(), next, Optional.of(ALICE)), AMPLE);
    assertThat(ofNext.ledger()).contains(new Versioned<>(Ledger.EMPTY, 0));
    assertThat(ofNext.share().orElseThrow().share().version()).isZero();
    write(Sample.lease(new ViewKey(TEA, new ViewName("card")), Sample.lease(1), 0));
    ViewKey ofUser = new ViewKey(named, new ViewName("card"));
    assertThat(read(ofUser).versioned(ofUser).version()).isZero();
  }

  @Test
  void nothingIsWrittenIfNothingIsToBeWritten() {
    assertThat(write(Sample.empty())).isTrue();
  }

  private boolean write(Records changed) {
    return store.write(changed, AMPLE);
  }

  private Records read(ViewKey... views) {
    return store.read(Sample.query(views), AMPLE);
  }
}
