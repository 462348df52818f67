package dev.freshet.leases;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads items of one table strongly consistently. A key is absent only if DynamoDB has looked for
 * it: the keys that an answer leaves <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">unprocessed</a>
 * are asked for again. Thread-safe.
 */
record BatchRead(DynamoDbClient client, String tableName) {
  /**
   * Returns the items that exist.
   *
   * @param keys 100 at most
   * @throws dev.freshet.viewcache.lease.LeaseStoreUnavailableException if keys are left at the
   *     deadline
   */
  Map<RecordKey, StoredItem> items(Collection<RecordKey> keys, Deadline deadline) {
    Map<RecordKey, StoredItem> found = new HashMap<>();
    List<Map<String, AttributeValue>> left = keys.stream().map(RecordKey::attributes).toList();
    for (int attempt = 0; !left.isEmpty(); attempt++) {
      deadline.pauseBefore(attempt);
      BatchGetItemResponse answer = request(left, deadline);
      for (Map<String, AttributeValue> item :
          answer.responses().getOrDefault(tableName, List.of())) {
        RecordKey key = RecordKey.of(item);
        found.put(key, new StoredItem(key, item));
      }
      left = unprocessed(answer);
    }
    return found;
  }

  private BatchGetItemResponse request(List<Map<String, AttributeValue>> keys, Deadline deadline) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return client.batchGetItem(request ->
        request.requestItems(Map.of(tableName, wanted)).overrideConfiguration(deadline.request()));
  }

  /** Keys only: that the next request is consistent, too, must not depend on the answer. */
  private List<Map<String, AttributeValue>> unprocessed(BatchGetItemResponse answer) {
    KeysAndAttributes left = answer.unprocessedKeys().get(tableName);
    return left == null ? List.of() : left.keys();
  }
}
