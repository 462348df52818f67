package dev.freshet.viewcache.lease;

import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease.Grant;
import dev.freshet.viewcache.lease.LeaseStore.OwnedShare;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which records to write for a lease, based on the current records. A generation with a
 * grant is renewed at no charge, because its purge is already reserved. Every other generation
 * reserves a purge. For one call and one thread.
 */
final class GrantPlanner {
  private final GrantRequest request;
  private final Records records;
  private final Instant now;
  private final Instant until;
  private final Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
  private Ledger ledger;
  private long purges;

  private GrantPlanner(GrantRequest request, Records records, Instant now) {
    this.request = request;
    this.records = records;
    this.now = now;
    this.until = request.until(now, leasedFor());
    this.ledger = records.ledger().orElseThrow().value().at(now);
  }

  static GrantPlan plan(GrantRequest request, Records records, Instant now) {
    return new GrantPlanner(request, records, now).plan();
  }

  /** How long the youngest of the generations has been under a lease. */
  private Duration leasedFor() {
    return request.missing().stream()
        .map(part -> records.versioned(part.view()).value().of(part.generation(), now))
        .map(grant -> grant.map(known -> Duration.between(known.firstAt(), now)))
        .map(age -> age.orElse(Duration.ZERO))
        .min(Duration::compareTo)
        .orElseThrow();
  }

  private GrantPlan plan() {
    if (!request.isWorthwhile(until, now)) {
      return new GrantPlan.Refused(GrantOutcome.MONTH_ENDS);
    }
    for (LeasePart part : request.missing()) {
      if (!renewed(part) && !granted(part)) {
        return new GrantPlan.Refused(GrantOutcome.BEING_PURGED);
      }
    }
    return purges == 0 ? write(Optional.empty()) : reserve();
  }

  /** Whether the part's generation has a grant, and its purge is still reserved. */
  private boolean renewed(LeasePart part) {
    Versioned<Lease> lease = records.versioned(part.view());
    Optional<Grant> known =
        lease
            .value()
            .of(part.generation(), now)
            .filter(grant -> grant.prepaid() && ledger.isReserved(grant.until()));
    known.ifPresent(grant -> {
      ledger = ledger.extended(grant.until(), later(grant.until(), until));
      leases.put(
          part.view(),
          lease.with(lease.value().renewed(part.generation(), part.agreedAt(), until, now)));
    });
    return known.isPresent();
  }

  /** Whether the part's generation may have a grant, and none is known that is being purged. */
  private boolean granted(LeasePart part) {
    Versioned<Lease> lease = records.versioned(part.view());
    if (lease.value().isFull(now) || lease.value().of(part.generation(), now).isPresent()) {
      return false;
    }
    purges++;
    leases.put(
        part.view(),
        lease.with(lease.value().granted(part.generation(), part.agreedAt(), until, now)));
    return true;
  }

  private GrantPlan reserve() {
    GrantTerms terms = request.terms();
    boolean earned = request.saved() >= terms.savedForPaid() * purges;
    if (!earned && request.saved() < terms.savedPerPurge(false) * purges) {
      return new GrantPlan.Refused(GrantOutcome.NOT_EARNED);
    }
    if (!earned && ledger.spent() + purges > terms.spendableFree(now)) {
      return new GrantPlan.Refused(GrantOutcome.FREE_SPENT);
    }
    Optional<Ledger> reserved =
        ledger.reserve(purges, until, earned ? terms.grantable() : terms.grantableFree());
    if (reserved.isEmpty()) {
      return new GrantPlan.Refused(earned ? GrantOutcome.BUDGET_SPENT : GrantOutcome.FREE_SPENT);
    }
    ledger = reserved.get();
    return charged(records.share().orElseThrow(), earned);
  }

  private GrantPlan charged(OwnedShare owned, boolean earned) {
    int day = now.atOffset(ZoneOffset.UTC).getDayOfMonth();
    OwnerShare share = owned.share().value().plus(day, purges);
    boolean fair =
        earned
            ? share.inMonth() <= request.terms().grantableToOwner()
            : share.onDay(day) <= GrantTerms.FREE_PER_OWNER_AND_DAY;
    return fair
        ? write(Optional.of(new OwnedShare(owned.owner(), owned.share().with(share))))
        : new GrantPlan.Refused(GrantOutcome.SHARE_SPENT);
  }

  private GrantPlan write(Optional<OwnedShare> share) {
    Versioned<Ledger> read = records.ledger().orElseThrow();
    return new GrantPlan.Write(
        new Records(records.month(), leases, Optional.of(read.with(ledger)), share), until);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
