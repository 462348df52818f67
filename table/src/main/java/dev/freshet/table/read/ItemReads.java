package dev.freshet.table.read;

import dev.freshet.domain.ItemKey;
import dev.freshet.table.Backoff;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Attributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Strongly consistent reads of items by their keys. Thread-safe. */
public final class ItemReads {
  /** DynamoDB's limit for one BatchGetItem. */
  private static final int BATCH = 100;

  /** What a throttled batch leaves out is asked for again so often; together about 0.3 s. */
  private static final int ATTEMPTS = 5;

  private final Table table;

  public ItemReads(Table table) {
    this.table = table;
  }

  /** The item under this key, or empty. Sees every write that was acknowledged before. */
  public Optional<Attributes> get(ItemKey key) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(Attribute.key(key))
            .consistentRead(true)
            .build();
    Map<String, AttributeValue> item = table.call(client -> client.getItem(request)).item();
    return item.isEmpty() ? Optional.empty() : Optional.of(new Attributes(item));
  }

  /**
   * Those of the items that there are. Each is read consistently, but not all at one point in time.
   */
  public Map<ItemKey, Attributes> get(Collection<ItemKey> keys) {
    List<ItemKey> distinct = keys.stream().distinct().toList();
    Map<ItemKey, Attributes> found = new HashMap<>();
    for (int start = 0; start < distinct.size(); start += BATCH) {
      getBatch(distinct.subList(start, Math.min(start + BATCH, distinct.size())), found);
    }
    return found;
  }

  private void getBatch(List<ItemKey> keys, Map<ItemKey, Attributes> found) {
    List<Map<String, AttributeValue>> wanted = keys.stream().map(Attribute::key).toList();
    for (int attempt = 0; attempt < ATTEMPTS && !wanted.isEmpty(); attempt++) {
      Backoff.before(attempt);
      wanted = unprocessed(getSome(wanted, found));
    }
    if (!wanted.isEmpty()) {
      throw new ThrottledException(null);
    }
  }

  private BatchGetItemResponse getSome(
      List<Map<String, AttributeValue>> wanted, Map<ItemKey, Attributes> found) {
    KeysAndAttributes keys = KeysAndAttributes.builder().keys(wanted).consistentRead(true).build();
    BatchGetItemResponse response =
        table.call(client -> client.batchGetItem(r -> r.requestItems(Map.of(table.name(), keys))));
    for (Map<String, AttributeValue> item :
        response.responses().getOrDefault(table.name(), List.of())) {
      Attributes attributes = new Attributes(item);
      found.put(attributes.key(), attributes);
    }
    return response;
  }

  private List<Map<String, AttributeValue>> unprocessed(BatchGetItemResponse response) {
    KeysAndAttributes rest = response.unprocessedKeys().get(table.name());
    return rest == null ? List.of() : new ArrayList<>(rest.keys());
  }
}
