package dev.freshet.viewcache.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class InMemoryLeaseStoreTest {
  private static final Duration TIMEOUT = Duration.ofMillis(50);
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ViewKey VIEW = new ViewKey(ALICE, new ViewName("orders"));
  private static final Lease LEASE =
      new Lease(
          List.of(
              new Grant(
                  new Generation("g"),
                  Instant.EPOCH,
                  Instant.EPOCH,
                  Instant.ofEpochSecond(60),
                  true)));
  private static final Ledger LEDGER = new Ledger(1, new TreeMap<>());
  private static final OwnerShare SHARE = new OwnerShare(new TreeMap<>(Map.of(1, 1L)));

  private final InMemoryLeaseStore store = new InMemoryLeaseStore();

  private Records read() {
    return store.read(new Query(Set.of(VIEW), MONTH, Optional.of(ALICE)), TIMEOUT);
  }

  private static Records changed(Records read) {
    return new Records(
        read.month(),
        Map.of(VIEW, read.versioned(VIEW).with(LEASE)),
        read.ledger().map(ledger -> ledger.with(LEDGER)),
        read.share().map(owned -> new OwnedShare(owned.owner(), owned.share().with(SHARE))));
  }

  @Test
  void allRecordsAreWrittenTogetherAndOnce() {
    Records changed = changed(read());
    assertThat(store.write(changed, TIMEOUT)).isTrue();
    assertThat(store.write(changed, TIMEOUT)).isFalse();
    assertThat(store.leaseOf(VIEW)).isEqualTo(LEASE);
    assertThat(store.ledgerOf(MONTH)).isEqualTo(LEDGER);
    assertThat(read().share().orElseThrow().share().value()).isEqualTo(SHARE);
  }

  @Test
  void oneChangedRecordRefusesAll() {
    Records before = read();
    Records onlyLedger = new Records(MONTH, Map.of(), changed(before).ledger(), Optional.empty());
    store.write(onlyLedger, TIMEOUT);
    assertThat(store.write(changed(before), TIMEOUT)).isFalse();
    assertThat(store.leaseOf(VIEW)).isEqualTo(Lease.NONE);
  }

  @Test
  void monthsAreKeptApart() {
    store.write(changed(read()), TIMEOUT);
    assertThat(store.ledgerOf(MONTH.plusMonths(1))).isEqualTo(Ledger.EMPTY);
    Query next = new Query(Set.of(), MONTH.plusMonths(1), Optional.of(ALICE));
    assertThat(store.read(next, TIMEOUT).share().orElseThrow().share().value())
        .isEqualTo(OwnerShare.NONE);
  }

  @Test
  void aCopyChangesByItself() {
    InMemoryLeaseStore copy = store.copy();
    store.write(changed(read()), TIMEOUT);
    assertThat(copy.leaseOf(VIEW)).isEqualTo(Lease.NONE);
    assertThat(store.copy().leaseOf(VIEW)).isEqualTo(LEASE);
  }

  @Test
  void anUnavailableStoreAnswersNoCall() {
    Records changed = changed(read());
    store.setUnavailable(true);
    assertThatExceptionOfType(LeaseStoreUnavailableException.class).isThrownBy(this::read);
    assertThatExceptionOfType(LeaseStoreUnavailableException.class)
        .isThrownBy(() -> store.write(changed, TIMEOUT));
    assertThatExceptionOfType(LeaseStoreUnavailableException.class)
        .isThrownBy(() -> store.copy().write(changed, TIMEOUT));
    assertThat(store.leaseOf(VIEW)).isEqualTo(Lease.NONE);
  }
}
