package dev.freshet.table;

import dev.freshet.table.item.Attribute;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Cancels transactions as DynamoDB does and DynamoDB Local does not: each that has an item, were it
 * only to check it, that is part of another one under way. See <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">how
 * DynamoDB handles conflicts</a>.
 */
public final class ConflictingClient implements DynamoDbClient {
  private final Set<Map<String, AttributeValue>> underWay = new HashSet<>();
  private final AtomicInteger cancelled = new AtomicInteger();
  private final DynamoDbClient real;

  public ConflictingClient(DynamoDbClient real) {
    this.real = real;
  }

  /** How many transactions were cancelled because another one was under way. */
  public int cancelled() {
    return cancelled.get();
  }

  /** The partition key of the item that a transaction writes or checks. */
  public static String partition(TransactWriteItem write) {
    return Fixture.text(key(write), Attribute.PARTITION_KEY);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<Map<String, AttributeValue>> keys =
        request.transactItems().stream().map(ConflictingClient::key).toList();
    begin(keys);
    try {
      return real.transactWriteItems(request);
    } finally {
      end(keys);
    }
  }

  private synchronized void begin(List<Map<String, AttributeValue>> keys) {
    List<String> codes =
        keys.stream().map(key -> underWay.contains(key) ? "TransactionConflict" : "None").toList();
    if (codes.contains("TransactionConflict")) {
      cancelled.incrementAndGet();
      throw Failures.cancelled(codes.toArray(String[]::new));
    }
    underWay.addAll(keys);
  }

  private synchronized void end(Collection<Map<String, AttributeValue>> keys) {
    underWay.removeAll(keys);
  }

  private static Map<String, AttributeValue> key(TransactWriteItem write) {
    Map<String, AttributeValue> item =
        Optional.ofNullable(write.put())
            .map(Put::item)
            .or(() -> Optional.ofNullable(write.update()).map(Update::key))
            .or(() -> Optional.ofNullable(write.delete()).map(Delete::key))
            .or(() -> Optional.ofNullable(write.conditionCheck()).map(ConditionCheck::key))
            .orElseThrow();
    return Map.of(
        Attribute.PARTITION_KEY, item.get(Attribute.PARTITION_KEY),
        Attribute.SORT_KEY, item.get(Attribute.SORT_KEY));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return real.getItem(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return real.query(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return real.batchGetItem(request);
  }

  @Override
  public String serviceName() {
    return real.serviceName();
  }

  @Override
  public void close() {
    real.close();
  }
}
