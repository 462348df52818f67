package dev.freshet.viewcache.purge;

import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.OwnerPurge.Cause;
import dev.freshet.viewcache.purge.PurgePlan.Item;
import dev.freshet.viewcache.purge.PurgePlan.Taken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is recorded after CloudFront has answered to a purge. For one call and one thread. */
final class Settlement {
  private final ProtocolTimes times;
  private final PurgePlan plan;
  private final Records records;
  private final Map<ViewKey, Versioned<Lease>> changed = new HashMap<>();

  Settlement(ProtocolTimes times, PurgePlan plan, Records records) {
    this.times = times;
    this.plan = plan;
    this.records = records;
  }

  /** Removes the grants whose copies are all gone. */
  Records purged() {
    for (Item item : plan.items()) {
      item.purge()
          .views()
          .forEach((name, causes) -> purged(new ViewKey(item.purge().owner(), name), causes));
    }
    return new Records(records.month(), changed, Optional.empty(), Optional.empty());
  }

  private void purged(ViewKey view, List<Cause> causes) {
    Versioned<Lease> versioned = records.versioned(view);
    Lease lease = versioned.value();
    for (Cause cause : causes) {
      lease = lease.purged(cause.evictedAt(), cause.found(), times.clockSkew());
    }
    if (!lease.equals(versioned.value())) {
      changed.put(view, versioned.with(lease));
    }
  }

  /** The reservations that were used are reservations again, as far as their leases are alive. */
  Records refunded(Instant now) {
    Versioned<Ledger> read = records.ledger().orElseThrow();
    Ledger ledger = read.value().at(now).refund(plan.charged());
    for (Taken taken : plan.taken()) {
      if (isRefundable(taken, now)) {
        ledger = ledger.unspend(taken.until());
        Versioned<Lease> versioned =
            changed.getOrDefault(taken.view(), records.versioned(taken.view()));
        changed.put(taken.view(), versioned.with(prepaid(versioned.value(), taken)));
      } else {
        ledger = ledger.refund(1);
      }
    }
    return new Records(records.month(), changed, Optional.of(read.with(ledger)), Optional.empty());
  }

  private boolean isRefundable(Taken taken, Instant now) {
    return records
        .versioned(taken.view())
        .value()
        .of(taken.generation(), now)
        .filter(grant -> !grant.prepaid() && grant.until().equals(taken.until()))
        .isPresent();
  }

  private static Lease prepaid(Lease lease, Taken taken) {
    return lease.map(
        grant -> grant.generation().equals(taken.generation()) ? grant.withPrepaid(true) : grant);
  }
}
