package dev.freshet.table.read;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Strongly consistent reads of the items of one type in one partition, in the order of their ids.
 */
final class RangeReads {
  private final Table table;

  RangeReads(Table table) {
    this.table = table;
  }

  /** The order of the items' ids. Ids that are ULIDs are in the order of their making. */
  enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /**
   * Some of the items.
   *
   * @param more whether others follow
   */
  record Range(List<Attributes> items, boolean more) {}

  /**
   * Reads a bounded number of items.
   *
   * @param partition whose: what stands in {@link ItemKey#partition()}
   * @param after only what comes after this one, which need not exist any more
   */
  Range read(ItemType type, String partition, int limit, Optional<ItemKey> after, Order order) {
    // One more than asked for: only that tells the last page from one that is followed by others.
    List<Attributes> items = upTo(limit + 1, type, partition, after, order);
    return items.size() <= limit
        ? new Range(items, false)
        : new Range(items.subList(0, limit), true);
  }

  private List<Attributes> upTo(
      int count, ItemType type, String partition, Optional<ItemKey> after, Order order) {
    List<Attributes> items = new ArrayList<>();
    Map<String, AttributeValue> start = after.map(Attribute::key).orElse(Map.of());
    do {
      QueryResponse response = query(type, partition, count - items.size(), start, order);
      response.items().forEach(item -> items.add(new Attributes(item)));
      start = response.lastEvaluatedKey(); // DynamoDB ends a response at 1 MB, whatever the limit
    } while (!start.isEmpty() && items.size() < count);
    return items;
  }

  private QueryResponse query(
      ItemType type, String partition, int limit, Map<String, AttributeValue> start, Order order) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)")
            .expressionAttributeNames(
                Map.of("#pk", Attribute.PARTITION_KEY, "#sk", Attribute.SORT_KEY))
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attribute.text(type.partitionPrefix() + partition),
                    ":sk", Attribute.text(type.sortKey())))
            .scanIndexForward(order == Order.OLDEST_FIRST)
            .consistentRead(true)
            .limit(limit);
    if (!start.isEmpty()) {
      request.exclusiveStartKey(start);
    }
    return table.call(client -> client.query(request.build()));
  }
}
