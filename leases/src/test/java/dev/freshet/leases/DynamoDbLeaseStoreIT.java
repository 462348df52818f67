package dev.freshet.leases;

import dev.freshet.servers.TestTables;
import dev.freshet.viewcache.lease.LeaseStore;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoDbLeaseStoreIT extends LeaseStoreContract {
  private TestTables tables;

  @BeforeAll
  void start() {
    tables = TestTables.start();
  }

  @AfterAll
  void stop() {
    tables.close();
  }

  @Override
  LeaseStore empty() {
    return new DynamoDbLeaseStore(
        tables.client(), tables.createGovernor(), InstantSource.fixed(Sample.NOW));
  }
}
