package dev.freshet.invalidator.edge;

import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.lease.LeaseStoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;

/** Where the leases are kept. */
final class LeaseStores {
  private LeaseStores() {}

  /** The table that the read functions record leases in. */
  static LeaseStore open(String table, InstantSource clock) {
    return new NotConnected(table + " at " + clock.instant());
  }

  /** Stands in for the adapter of the module {@code leases}: every notice comes back. */
  private record NotConnected(String name) implements LeaseStore {
    @Override
    public Records read(Query query, Duration timeout) {
      throw new LeaseStoreUnavailableException(name + " has no adapter");
    }

    @Override
    public boolean write(Records changed, Duration timeout) {
      throw new LeaseStoreUnavailableException(name + " has no adapter");
    }
  }
}
