package dev.freshet.leases;

import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;

class InMemoryLeaseStoreTest extends LeaseStoreContract {

  @Override
  LeaseStore empty() {
    return new InMemoryLeaseStore();
  }
}
