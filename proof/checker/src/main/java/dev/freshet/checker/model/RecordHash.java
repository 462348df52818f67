package dev.freshet.checker.model;

import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.Ledger;
import org.jspecify.annotations.Nullable;

/** Hashes of records, without versions. */
final class RecordHash {
  private RecordHash() {}

  static long of(@Nullable Records records) {
    if (records == null) {
      return 0;
    }
    long leases = 0;
    for (var lease : records.leases().entrySet()) {
      leases += Hash.of(lease.getKey().hashCode(), of(lease.getValue().value()));
    }
    return Hash.of(
        leases,
        records.month().hashCode(),
        records.ledger().map(ledger -> of(ledger.value())).orElse(0L),
        records.share().map(owned -> (long) owned.share().value().hashCode()).orElse(0L));
  }

  static long of(Lease lease) {
    long hash = 0;
    for (Lease.Grant grant : lease.grants()) {
      hash =
          Hash.of(
              hash,
              grant.generation().token().hashCode(),
              grant.firstAt().toEpochMilli(),
              grant.lastAt().toEpochMilli(),
              grant.until().toEpochMilli(),
              grant.prepaid() ? 1 : 0);
    }
    return hash;
  }

  static long of(Ledger ledger) {
    return Hash.of(ledger.committed(), ledger.reserved().hashCode());
  }
}
