package dev.freshet.bench;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.FollowCountItem;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.Item.Stamp;
import dev.freshet.table.item.RelationItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Many followers of one user, written as items without transactions: only the user's side of the
 * relation, which a rename might have to read.
 */
final class Crowd {
  /** DynamoDB's limit for one BatchWriteItem. */
  private static final int BATCH = 25;

  private static final int WRITERS = 4;

  private final DynamoDbClient dynamoDb;
  private final Table table;

  Crowd(DynamoDbClient dynamoDb, Table table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /**
   * Adds followers.
   *
   * @param progress receives the number of written followers, from several threads
   */
  void gather(UserId user, long followers, LongConsumer progress) {
    AtomicLong written = new AtomicLong();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (long start = 0; start < followers; start += BATCH) {
        long first = start;
        long end = Math.min(start + BATCH, followers);
        writers.execute(() -> {
          write(
              LongStream.range(first, end)
                  .<Item>mapToObj(number -> follower(user, number))
                  .toList());
          progress.accept(written.addAndGet(end - first));
        });
      }
    }
    if (written.get() < followers) {
      throw new IllegalStateException("only " + written + " followers could be written");
    }
  }

  /** Adds to the user's count of followers, in one shard. */
  void count(UserId user, long followers) {
    dynamoDb.updateItem(update ->
        update
            .tableName(table.name())
            .key(Attribute.key(ItemKey.shard(ItemType.FOLLOWER_COUNT, user, 0)))
            .updateExpression("ADD #count :followers")
            .expressionAttributeNames(Map.of("#count", FollowCountItem.COUNT))
            .expressionAttributeValues(Map.of(":followers", Attribute.number(followers))));
  }

  private RelationItem follower(UserId user, long number) {
    UserId follower = new UserId("zz-crowd-" + number);
    return new RelationItem(ItemType.FOLLOWER, user, follower, table.now());
  }

  private void write(List<Item> items) {
    Stamp stamp = new Stamp(table.now(), "crowd");
    List<WriteRequest> wanted = new ArrayList<>();
    for (Item item : items) {
      Map<String, AttributeValue> whole = item.stamped(stamp);
      wanted.add(WriteRequest.builder().putRequest(put -> put.item(whole)).build());
    }
    while (!wanted.isEmpty()) {
      List<WriteRequest> batch = List.copyOf(wanted);
      wanted =
          dynamoDb
              .batchWriteItem(request -> request.requestItems(Map.of(table.name(), batch)))
              .unprocessedItems()
              .getOrDefault(table.name(), List.of());
    }
  }
}
