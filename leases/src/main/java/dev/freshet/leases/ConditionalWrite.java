package dev.freshet.leases;

import dev.freshet.leases.RecordItems.Change;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes items of one table in one transaction. Thread-safe. */
record ConditionalWrite(DynamoDbClient client, String tableName) {
  private static final String CHANGED = "ConditionalCheckFailed";
  private static final String BEING_CHANGED = "TransactionConflict";

  /**
   * Writes all of the changes, or none of them.
   *
   * @param changes 1 to 100
   * @return false if none was written because of another writer
   */
  boolean put(List<Change> changes, Deadline deadline) {
    List<TransactWriteItem> puts = changes.stream().map(this::put).toList();
    try {
      client.transactWriteItems(request ->
          request
              .transactItems(puts)
              .clientRequestToken(UUID.randomUUID().toString())
              .overrideConfiguration(deadline.request()));
      return true;
    } catch (TransactionCanceledException cancelled) {
      if (wroteNothing(cancelled)) {
        return false;
      }
      throw cancelled;
    }
  }

  private TransactWriteItem put(Change change) {
    Put.Builder put = Put.builder().tableName(tableName).item(change.item());
    if (change.replaces() == 0) {
      put.conditionExpression("attribute_not_exists(pk)");
    } else {
      put.conditionExpression("version = :version")
          .expressionAttributeValues(
              Map.of(":version", RecordAttributes.number(change.replaces())));
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  /**
   * Whether another writer came first and nothing was written, nor will be. After a failed
   * condition no attempt can succeed: versions only grow. A conflict says so of one attempt only;
   * an earlier one of the SDK's that was not answered may still arrive when the other writer has
   * given up.
   */
  private static boolean wroteNothing(TransactionCanceledException cancelled) {
    List<String> reasons =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    return reasons.contains(CHANGED)
        || (reasons.contains(BEING_CHANGED) && Integer.valueOf(1).equals(cancelled.numAttempts()));
  }
}
