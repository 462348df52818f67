package dev.freshet.table.read;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
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

/** Strongly consistent reads of neighbouring items of one partition, in the order of their keys. */
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
    QueryRequest.Builder query =
        query(
            "#pk = :pk AND begins_with(#sk, :sk)",
            Map.of(
                ":pk", Attribute.text(type.partitionPrefix() + partition),
                ":sk", Attribute.text(type.sortKey())));
    after.map(Attribute::key).ifPresent(query::exclusiveStartKey);
    // One more than asked for: only that tells the last page from one that is followed by others.
    List<Attributes> items = upTo(limit + 1, query, order);
    return items.size() <= limit
        ? new Range(items, false)
        : new Range(items.subList(0, limit), true);
  }

  /**
   * Reads the items whose sort keys lie between those of two types, the last {@code count} first.
   */
  List<Attributes> last(int count, ItemType from, ItemType to, UserId user) {
    QueryRequest.Builder query =
        query(
            "#pk = :pk AND #sk BETWEEN :from AND :to",
            Map.of(
                ":pk", Attribute.text(to.partitionPrefix() + user.value()),
                ":from", Attribute.text(from.sortKey()),
                ":to", Attribute.text(to.sortKey())));
    return upTo(count, query, Order.NEWEST_FIRST);
  }

  private List<Attributes> upTo(int count, QueryRequest.Builder query, Order order) {
    List<Attributes> items = new ArrayList<>();
    query.scanIndexForward(order == Order.OLDEST_FIRST);
    QueryResponse response;
    do {
      QueryRequest request = query.limit(count - items.size()).build();
      response = table.call(client -> client.query(request));
      response.items().forEach(item -> items.add(new Attributes(item)));
      query.exclusiveStartKey(response.lastEvaluatedKey());
    } while (response.hasLastEvaluatedKey() && items.size() < count); // a response ends at 1 MB
    return items;
  }

  private QueryRequest.Builder query(String condition, Map<String, AttributeValue> values) {
    return QueryRequest.builder()
        .tableName(table.name())
        .keyConditionExpression(condition)
        .expressionAttributeNames(Map.of("#pk", Attribute.PARTITION_KEY, "#sk", Attribute.SORT_KEY))
        .expressionAttributeValues(values)
        .consistentRead(true);
  }
}
