package dev.freshet.checker.model;

import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeasePart;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.OwnerPurge;
import dev.freshet.viewcache.purge.OwnerPurge.Cause;
import dev.freshet.viewcache.purge.PurgeStep;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and writes of leases, by the protocol or without one of its rules. */
final class BrokenRecords {
  /** Times are whole ticks, so equal times also count as earlier. */
  private static final Duration RESOLUTION = Duration.ofMillis(1);

  private BrokenRecords() {}

  /** Records of a reader. */
  static GrantStep granted(Variant variant, GrantStep.WriteRecords write, Records read) {
    return switch (variant) {
      case COUNTED_EARLY ->
          with(write, leases(write.changed(), lease -> early(lease, write.request().missing())));
      case UNPAID -> with(write, withLedger(write.changed(), read.ledger()));
      case ALREADY_LEASED -> with(write, withoutLeased(write.changed(), read));
      default -> write;
    };
  }

  private static GrantStep with(GrantStep.WriteRecords write, Records changed) {
    return new GrantStep.WriteRecords(write.request(), changed, write.until());
  }

  private static Records leases(Records records, UnaryOperator<Lease> change) {
    Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
    records.leases().forEach((view, it) -> leases.put(view, it.with(change.apply(it.value()))));
    return new Records(records.month(), leases, records.ledger(), records.share());
  }

  private static Lease early(Lease lease, List<LeasePart> parts) {
    return lease.map(grant ->
        parts.stream()
            .filter(part -> part.generation().equals(grant.generation()))
            .findFirst()
            .map(part ->
                new Lease.Grant(
                    grant.generation(),
                    grant.firstAt(),
                    part.agreedAt().minus(RESOLUTION),
                    grant.until(),
                    grant.prepaid()))
            .orElse(grant));
  }

  private static Records withLedger(Records changed, Optional<Versioned<Ledger>> ledger) {
    return new Records(changed.month(), changed.leases(), ledger, changed.share());
  }

  /** Does not change the records of views that have a grant. */
  private static Records withoutLeased(Records changed, Records read) {
    Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
    changed
        .leases()
        .forEach((view, lease) -> {
          boolean leased = !read.versioned(view).value().grants().isEmpty();
          leases.put(view, leased ? read.versioned(view) : lease);
        });
    return new Records(changed.month(), leases, changed.ledger(), changed.share());
  }

  /** Read by an edge invalidator before its decision. */
  static Records decidedOn(Variant variant, Records read, List<ViewsEvicted> notices) {
    if (variant != Variant.FAST_CLOCK_IGNORED) {
      return read;
    }
    Instant last =
        notices.stream().map(ViewsEvicted::evictedAt).max(Instant::compareTo).orElseThrow();
    return leases(
        read,
        lease ->
            new Lease(lease.grants().stream().filter(it -> !it.firstAt().isAfter(last)).toList()));
  }

  /** Recorded by an edge invalidator after a purge. */
  static PurgeStep settled(Variant variant, PurgeStep step, Records read) {
    if (!(step instanceof PurgeStep.Close close)
        || !close.settle().purged()
        || (variant != Variant.CLEARED_ALWAYS && variant != Variant.CLEARED_EARLY)) {
      return step;
    }
    Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
    for (var item : close.settle().plan().items()) {
      OwnerPurge purge = item.purge();
      purge
          .views()
          .forEach((name, causes) -> {
            ViewKey view = new ViewKey(purge.owner(), name);
            Versioned<Lease> lease = read.versioned(view);
            leases.put(view, lease.with(cleared(variant, lease.value(), causes)));
          });
    }
    return new PurgeStep.Close(
        close.settle(), new Records(read.month(), leases, Optional.empty(), Optional.empty()));
  }

  private static Lease cleared(Variant variant, Lease lease, List<Cause> causes) {
    if (variant == Variant.CLEARED_ALWAYS) {
      return Lease.NONE;
    }
    Lease left = lease;
    for (Cause cause : causes) {
      left = left.purged(cause.evictedAt(), cause.found(), RESOLUTION.negated());
    }
    return left;
  }
}
