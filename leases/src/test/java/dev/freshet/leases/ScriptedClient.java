package dev.freshet.leases;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Answers reads as a test says, the last answer for ever, and keeps all requests. */
final class ScriptedClient implements DynamoDbClient {
  static final String TABLE = "leases";

  final List<BatchGetItemRequest> reads = new ArrayList<>();
  final List<TransactWriteItemsRequest> writes = new ArrayList<>();
  private final Deque<BatchGetItemResponse> answers = new ArrayDeque<>();
  private Supplier<TransactWriteItemsResponse> written =
      () -> TransactWriteItemsResponse.builder().build();

  /** Answers a read with these items, and with these keys as unprocessed. */
  ScriptedClient answering(List<Map<String, AttributeValue>> items, RecordKey... unprocessed) {
    List<Map<String, AttributeValue>> left =
        List.of(unprocessed).stream().map(RecordKey::attributes).toList();
    answers.add(
        BatchGetItemResponse.builder()
            .responses(Map.of(TABLE, items))
            .unprocessedKeys(
                left.isEmpty()
                    ? Map.of()
                    : Map.of(TABLE, KeysAndAttributes.builder().keys(left).build()))
            .build());
    return this;
  }

  /** Cancels each write for these reasons, found at this attempt of the SDK's. */
  ScriptedClient cancelling(int attempt, String... reasons) {
    List<CancellationReason> codes =
        List.of(reasons).stream()
            .map(code -> CancellationReason.builder().code(code).build())
            .toList();
    written =
        () -> {
          TransactionCanceledException.Builder cancelled =
              TransactionCanceledException.builder().cancellationReasons(codes);
          cancelled.numAttempts(attempt);
          throw cancelled.build();
        };
    return this;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    reads.add(request);
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    writes.add(request);
    return written.get();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
