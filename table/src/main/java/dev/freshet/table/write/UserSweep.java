package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.DeletionItem;
import dev.freshet.table.read.ItemReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Deletes what is left of a deleted account: everything in the user's partition, and the other side
 * of each relation with its count. It keeps no place: each run looks at what is still there, so it
 * may be stopped anywhere and run again, or run twice at once. Thread-safe.
 */
public final class UserSweep {
  /** Of one read. All that it returns is deleted before the next one. */
  private static final int PAGE = 200;

  /**
   * Deletions at a time. A partition takes 1,000 writes a second, and a transaction writes twice:
   * more than some tens of them would only be throttled.
   */
  private static final int AT_ONCE = 16;

  private final Table table;
  private final ItemReads reads;
  private final Transactions transactions;

  public UserSweep(Table table) {
    this.table = table;
    this.reads = new ItemReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Deletes as much as there is time for. Begin only when no request of before {@link
   * UserDeletion#begin} can write any more: what it finds gone must stay gone.
   *
   * @param until no page is begun after this; above the time of one page, or nothing gets done
   * @return whether nothing is left, the marker included; true as well if nothing was marked
   * @throws ThrottledException if there is no capacity; what was deleted so far is deleted
   */
  public boolean run(UserId user, String correlationId, Instant until) {
    if (reads.get(DeletionItem.key(user)).isEmpty()) {
      return true;
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<ItemKey> left = left(user);
      while (!left.isEmpty() && table.now().isBefore(until)) {
        delete(left, correlationId, threads);
        left = left(user);
      }
      if (left.isEmpty()) {
        table.call(client ->
            client.deleteItem(request ->
                request.tableName(table.name()).key(Attribute.key(DeletionItem.key(user)))));
      }
      return left.isEmpty();
    }
  }

  /** Some of the user's items, without the marker; none only if there are none. */
  private List<ItemKey> left(UserId user) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table.name())
            .keyConditionExpression("#pk = :pk")
            .expressionAttributeNames(Map.of("#pk", Attribute.PARTITION_KEY))
            .expressionAttributeValues(
                Map.of(":pk", Attribute.text(DeletionItem.key(user).partitionKey())))
            .consistentRead(true)
            .limit(PAGE)
            .build();
    return table.call(client -> client.query(request)).items().stream()
        .map(UserSweep::key)
        .filter(key -> key.type() != ItemType.DELETION)
        .toList();
  }

  private static ItemKey key(Map<String, AttributeValue> item) {
    return new Attributes(item).key();
  }

  private void delete(List<ItemKey> keys, String correlationId, ExecutorService threads) {
    List<Future<?>> deletions =
        keys.stream()
            .<Future<?>>map(key -> threads.submit(() -> delete(key, correlationId)))
            .toList();
    for (Future<?> deletion : deletions) {
      await(deletion);
    }
  }

  private static void await(Future<?> deletion) {
    try {
      deletion.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; what is left is for the next run", interrupted);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    }
  }

  private void delete(ItemKey key, String correlationId) {
    switch (key.type()) {
      case FOLLOWER ->
          deleteRelation(key, ItemType.FOLLOWING, ItemType.FOLLOWING_COUNT, correlationId);
      case FOLLOWING ->
          deleteRelation(key, ItemType.FOLLOWER, ItemType.FOLLOWER_COUNT, correlationId);
      case PROFILE,
          PREFERENCES,
          STATS,
          ORDER,
          ACTIVITY,
          NOTIFICATION_UNREAD,
          NOTIFICATION_READ,
          FOLLOWING_COUNT,
          FOLLOWER_COUNT,
          IDEMPOTENCY ->
          deleteItem(key);
      case DELETION, EMAIL, PRODUCT, LISTED_PRODUCT ->
          throw new IllegalStateException(key.type() + " is not swept");
    }
  }

  /**
   * Both sides and the other's count, once. The user's own count goes as a whole: were it in the
   * transaction, deletions of relations would be in each other's way.
   */
  private void deleteRelation(
      ItemKey own, ItemType otherType, ItemType otherCount, String correlationId) {
    UserId deleted = new UserId(own.partition());
    UserId related = new UserId(own.id());
    Relation found =
        Transactions.settle(
            Relation.BUSY,
            () -> {
              Writes writes = new Writes(table, correlationId);
              return transactions.commit(
                  Relation.DELETED,
                  List.of(
                      TransactionStep.of(writes.delete(own)),
                      TransactionStep.of(
                          writes.delete(
                              ItemKey.of(otherType, related, deleted), Condition.present()),
                          Relation.ONE_SIDED),
                      TransactionStep.of(
                          FollowWrites.count(writes, otherCount, related, deleted, -1))));
            });
    if (found == Relation.ONE_SIDED) {
      deleteItem(own);
    }
  }

  /** The outcome of deleting a follow. */
  private enum Relation {
    DELETED,
    /** The other user's side is gone already. */
    ONE_SIDED,
    /** Others were in the way; the next page has it again. */
    BUSY
  }

  private void deleteItem(ItemKey key) {
    table.call(client ->
        client.deleteItem(request -> request.tableName(table.name()).key(Attribute.key(key))));
  }
}
