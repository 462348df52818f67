package dev.freshet.table.read;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Ulid;
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

/** Strongly consistent reads of a user's items of one type, newest first. */
final class RangeReads {
  private final Table table;

  RangeReads(Table table) {
    this.table = table;
  }

  Page<Attributes> page(ItemType type, UserId user, PageRequest wanted) {
    // One more than asked for: only that tells the last page from one that is followed by others.
    List<Attributes> items = newest(type, user, wanted.limit() + 1, wanted.after());
    if (items.size() <= wanted.limit()) {
      return new Page<>(items, Optional.empty());
    }
    List<Attributes> page = items.subList(0, wanted.limit());
    return new Page<>(page, Optional.of(new Ulid(page.getLast().key().id())));
  }

  private List<Attributes> newest(ItemType type, UserId user, int count, Optional<Ulid> after) {
    List<Attributes> items = new ArrayList<>();
    Map<String, AttributeValue> start =
        after.map(id -> Attribute.key(ItemKey.of(type, user, id))).orElse(Map.of());
    do {
      QueryResponse response = query(type, user, count - items.size(), start);
      response.items().forEach(item -> items.add(new Attributes(item)));
      start = response.lastEvaluatedKey(); // DynamoDB ends a response at 1 MB, whatever the limit
    } while (!start.isEmpty() && items.size() < count);
    return items;
  }

  private QueryResponse query(
      ItemType type, UserId user, int limit, Map<String, AttributeValue> start) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)")
            .expressionAttributeNames(
                Map.of("#pk", Attribute.PARTITION_KEY, "#sk", Attribute.SORT_KEY))
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attribute.text(type.partitionPrefix() + user.value()),
                    ":sk", Attribute.text(type.sortKey())))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit);
    if (!start.isEmpty()) {
      request.exclusiveStartKey(start);
    }
    return table.call(client -> client.query(request.build()));
  }
}
