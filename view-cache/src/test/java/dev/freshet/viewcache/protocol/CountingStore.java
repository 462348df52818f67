package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A store of leases that notes its calls, and during which something else may happen. */
final class CountingStore implements LeaseStore {
  final InMemoryLeaseStore store = new InMemoryLeaseStore();
  final List<Duration> timeouts = new ArrayList<>();
  Runnable beforeRead = () -> {};
  Runnable beforeWrite = () -> {};
  Runnable afterWrite = () -> {};

  @Override
  public Records read(Query query, Duration timeout) {
    timeouts.add(timeout);
    beforeRead.run();
    return store.read(query, timeout);
  }

  @Override
  public boolean write(Records changed, Duration timeout) {
    timeouts.add(timeout);
    beforeWrite.run();
    boolean written = store.write(changed, timeout);
    afterWrite.run();
    return written;
  }
}
