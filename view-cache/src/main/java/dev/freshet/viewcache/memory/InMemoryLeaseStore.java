package dev.freshet.viewcache.memory;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.lease.Lease;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.lease.OwnerShare;
import java.time.Duration;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leases in memory, for tests and checkers. Becomes unavailable on demand. Thread-safe. */
public final class InMemoryLeaseStore implements LeaseStore {
  private final Map<ViewKey, Versioned<Lease>> leases = new HashMap<>();
  private final Map<YearMonth, Versioned<Ledger>> ledgers = new HashMap<>();
  private final Map<OwnerMonth, Versioned<OwnerShare>> shares = new HashMap<>();
  private boolean unavailable;

  private record OwnerMonth(Owner owner, YearMonth month) {}

  /** A store of its own that holds what this one does now. */
  public synchronized InMemoryLeaseStore copy() {
    InMemoryLeaseStore copy = new InMemoryLeaseStore();
    copy.leases.putAll(leases);
    copy.ledgers.putAll(ledgers);
    copy.shares.putAll(shares);
    copy.unavailable = unavailable;
    return copy;
  }

  @Override
  public synchronized Records read(Query query, Duration timeout) {
    answer();
    Map<ViewKey, Versioned<Lease>> found = new HashMap<>();
    query.leases().forEach(view -> found.put(view, lease(view)));
    return new Records(
        query.month(),
        found,
        Optional.of(ledger(query.month())),
        query
            .share()
            .map(owner -> new OwnedShare(owner, share(new OwnerMonth(owner, query.month())))));
  }

  @Override
  public synchronized boolean write(Records changed, Duration timeout) {
    answer();
    if (!isCurrent(changed)) {
      return false;
    }
    changed.leases().forEach((view, lease) -> leases.put(view, next(lease)));
    changed.ledger().ifPresent(ledger -> ledgers.put(changed.month(), next(ledger)));
    changed
        .share()
        .ifPresent(owned ->
            shares.put(new OwnerMonth(owned.owner(), changed.month()), next(owned.share())));
    return true;
  }

  private boolean isCurrent(Records changed) {
    YearMonth month = changed.month();
    return changed.leases().entrySet().stream()
            .allMatch(entry -> lease(entry.getKey()).version() == entry.getValue().version())
        && changed.ledger().stream().allMatch(it -> ledger(month).version() == it.version())
        && changed.share().stream()
            .allMatch(
                it -> share(new OwnerMonth(it.owner(), month)).version() == it.share().version());
  }

  private static <T> Versioned<T> next(Versioned<T> written) {
    return new Versioned<>(written.value(), written.version() + 1);
  }

  private Versioned<Lease> lease(ViewKey view) {
    return leases.getOrDefault(view, new Versioned<>(Lease.NONE, 0));
  }

  private Versioned<Ledger> ledger(YearMonth month) {
    return ledgers.getOrDefault(month, new Versioned<>(Ledger.EMPTY, 0));
  }

  private Versioned<OwnerShare> share(OwnerMonth key) {
    return shares.getOrDefault(key, new Versioned<>(OwnerShare.NONE, 0));
  }

  /** What is recorded of a view now, whether or not the store is available. */
  public synchronized Lease leaseOf(ViewKey view) {
    return lease(view).value();
  }

  /** What is recorded of a month now, whether or not the store is available. */
  public synchronized Ledger ledgerOf(YearMonth month) {
    return ledger(month).value();
  }

  /** Refuses every call from now on, or answers again. */
  public synchronized void setUnavailable(boolean unavailable) {
    this.unavailable = unavailable;
  }

  private void answer() {
    if (unavailable) {
      throw new LeaseStoreUnavailableException("the store in memory was set unavailable");
    }
  }
}
