package dev.freshet.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * Passes requests on to a real client and remembers them. What a test queues runs first, one entry
 * per request: another writer that is faster, or a failure that DynamoDB Local never shows.
 */
public final class InterferingClient implements DynamoDbClient {
  public final List<Object> requests = Collections.synchronizedList(new ArrayList<>());
  public final Queue<Runnable> beforeTransactions = new ConcurrentLinkedQueue<>();
  public final Queue<Runnable> beforeReads = new ConcurrentLinkedQueue<>();
  private final DynamoDbClient real;

  InterferingClient(DynamoDbClient real) {
    this.real = real;
  }

  /** The client without interference. */
  public DynamoDbClient real() {
    return real;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    before(beforeReads, request);
    return real.getItem(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    before(beforeReads, request);
    return real.query(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    before(beforeReads, request);
    return real.batchGetItem(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    before(beforeTransactions, request);
    return real.transactWriteItems(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    requests.add(request);
    return real.putItem(request);
  }

  @Override
  public String serviceName() {
    return real.serviceName();
  }

  @Override
  public void close() {
    real.close();
  }

  private void before(Queue<Runnable> queued, Object request) {
    requests.add(request);
    Runnable interference = queued.poll();
    if (interference != null) {
      interference.run();
    }
  }
}
