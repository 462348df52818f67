package dev.freshet.leases;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
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
import java.util.stream.IntStream;

/** Records as tests write them. */
final class Sample {
  static final YearMonth MONTH = YearMonth.of(2026, 3);

  /** With more decimal places than milliseconds have. */
  static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456789Z");

  static final Owner ALICE = Owner.of(new UserId("alice"));
  static final Owner TEA = Owner.of(new ProductId("tea"));
  static final ViewKey ORDERS = new ViewKey(ALICE, new ViewName("orders"));
  static final ViewKey PROFILE = new ViewKey(ALICE, new ViewName("profile"));
  static final Ledger LEDGER = new Ledger(7, new TreeMap<>(Map.of(5_907_891L, 2L, 5_907_892L, 1L)));
  static final OwnerShare SHARE = new OwnerShare(new TreeMap<>(Map.of(1, 3L, 31, 1L)));

  /** Far longer than any answer of a server on this machine takes. */
  static final Duration AMPLE = Duration.ofSeconds(20);

  private Sample() {}

  /** A lease with so many grants, every other one prepaid, the first one ending last. */
  static Lease lease(int grants) {
    return new Lease(
        IntStream.range(0, grants)
            .mapToObj(i ->
                new Grant(
                    new Generation("generation-" + i),
                    NOW.minusSeconds(60 + i),
                    NOW.minusNanos(i),
                    NOW.plusSeconds(3_600 - i),
                    i % 2 == 0))
            .toList());
  }

  static Records empty() {
    return new Records(MONTH, Map.of(), Optional.empty(), Optional.empty());
  }

  static Records lease(ViewKey view, Lease lease, long version) {
    return new Records(
        MONTH, Map.of(view, new Versioned<>(lease, version)), Optional.empty(), Optional.empty());
  }

  static Records ledger(YearMonth month, Ledger ledger, long version) {
    return new Records(
        month, Map.of(), Optional.of(new Versioned<>(ledger, version)), Optional.empty());
  }

  /** A lease, the ledger and a share, as a grant writes them. */
  static Records grant(long leaseVersion, long ledgerVersion, long shareVersion) {
    return new Records(
        MONTH,
        Map.of(ORDERS, new Versioned<>(lease(1), leaseVersion)),
        Optional.of(new Versioned<>(LEDGER, ledgerVersion)),
        Optional.of(new OwnedShare(ALICE, new Versioned<>(SHARE, shareVersion))));
  }

  static Query query(ViewKey... views) {
    return new Query(Set.copyOf(List.of(views)), MONTH, Optional.of(ALICE));
  }
}
