package dev.freshet.checker.model;

import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import dev.freshet.viewcache.lease.LeaseStore.Records;
import dev.freshet.viewcache.lease.LeaseStore.Versioned;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The store of leases, and abandoned writes that may still arrive. */
final class Store {
  private final InMemoryLeaseStore records;
  private final Variant variant;
  private final List<ViewName> views;
  private final int owners;

  /** By their callers. */
  private final Map<Integer, Records> late = new TreeMap<>();

  Store(Setup setup, List<ViewName> views, Variant variant) {
    this(new InMemoryLeaseStore(), views, setup.cast().owners(), variant);
  }

  private Store(InMemoryLeaseStore records, List<ViewName> views, int owners, Variant variant) {
    this.records = records;
    this.views = views;
    this.owners = owners;
    this.variant = variant;
  }

  Store copy() {
    Store copy = new Store(records.copy(), views, owners, variant);
    copy.late.putAll(late);
    return copy;
  }

  InMemoryLeaseStore records() {
    return records;
  }

  Records read(Query query) {
    return records.read(query, Duration.ZERO);
  }

  /**
   * Writes, depending on the outcome of the call.
   *
   * @throws LeaseStoreUnavailableException without a reply
   */
  boolean write(Records changed, int caller, Call call) {
    if (call == Call.LATE) {
      late.put(caller, changed);
    }
    boolean done = call.isCarriedOut() && written(changed);
    if (call != Call.WORKS) {
      throw new LeaseStoreUnavailableException("simulated");
    }
    return done;
  }

  private boolean written(Records changed) {
    return records.write(changed, Duration.ZERO);
  }

  /** Ignores changes since the read. */
  private Records current(Records changed) {
    Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
    Records now =
        read(
            new Query(
                changed.leases().keySet(),
                changed.month(),
                changed.share().map(owned -> owned.owner())));
    changed
        .leases()
        .forEach((view, lease) -> leases.put(view, now.versioned(view).with(lease.value())));
    return new Records(
        changed.month(),
        leases,
        changed.ledger().map(late -> now.ledger().orElseThrow().with(late.value())),
        Optional.empty());
  }

  boolean hasLate(int caller) {
    return late.containsKey(caller);
  }

  Iterable<Integer> lateCallers() {
    return late.keySet();
  }

  void later(int caller, Records changed) {
    late.put(caller, changed);
  }

  /** An abandoned write arrives. Returns whether it was executed. */
  boolean arrive(int caller) {
    Records changed = late.remove(caller);
    return changed != null
        && written(variant == Variant.VERSION_IGNORED ? current(changed) : changed);
  }

  /** Whether the records are unchanged since they were read, so that they can be written. */
  boolean isCurrent(@Nullable Records changed) {
    if (changed == null) {
      return false;
    }
    Records now =
        read(
            new Query(
                changed.leases().keySet(),
                changed.month(),
                changed.share().map(owned -> owned.owner())));
    return changed.leases().entrySet().stream()
            .allMatch(it -> now.versioned(it.getKey()).version() == it.getValue().version())
        && changed.ledger().stream()
            .allMatch(it -> now.ledger().orElseThrow().version() == it.version())
        && changed.share().stream()
            .allMatch(it -> now.share().orElseThrow().share().version() == it.share().version());
  }

  /** The number of prepaid grants whose copies may be unexpired. */
  long prepaid(Instant now) {
    long prepaid = 0;
    for (int owner = 0; owner < owners; owner++) {
      for (ViewName view : views) {
        for (Lease.Grant grant : records.leaseOf(new ViewKey(Table.owner(owner), view)).grants()) {
          prepaid += grant.prepaid() && grant.until().isAfter(now) ? 1 : 0;
        }
      }
    }
    return prepaid;
  }

  long hash(YearMonth month) {
    long hash = RecordHash.of(records.ledgerOf(month));
    for (int owner = 0; owner < owners; owner++) {
      for (ViewName view : views) {
        ViewKey key = new ViewKey(Table.owner(owner), view);
        hash = Hash.of(hash, RecordHash.of(records.leaseOf(key)));
      }
    }
    for (Map.Entry<Integer, Records> write : late.entrySet()) {
      hash += Hash.of(write.getKey(), dynamic(write.getValue()));
    }
    return hash;
  }

  /** Hashes records, and whether their versions are current, but not the versions. */
  long dynamic(@Nullable Records changed) {
    return isCurrent(changed) ? RecordHash.of(changed) : 1;
  }
}
