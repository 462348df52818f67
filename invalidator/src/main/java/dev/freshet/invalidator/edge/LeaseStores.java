package dev.freshet.invalidator.edge;

import dev.freshet.leases.DynamoDbLeaseStore;
import dev.freshet.viewcache.lease.LeaseStore;
import java.time.InstantSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Where the leases are kept. */
final class LeaseStores {
  private LeaseStores() {}

  /** The table that the read functions record leases in. */
  static LeaseStore open(String table, InstantSource clock) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(PurgeRun.STORE_TIMEOUT))
            .build();
    return new DynamoDbLeaseStore(client, table, clock);
  }
}
