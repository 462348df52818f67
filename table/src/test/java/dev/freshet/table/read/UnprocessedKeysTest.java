package dev.freshet.table.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.table.Table;
import dev.freshet.table.ThrottledException;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.Item.Stamp;
import dev.freshet.table.item.ProductItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class UnprocessedKeysTest {
  private static final String TABLE = "table";
  private static final List<ProductId> IDS =
      List.of(new ProductId("tea"), new ProductId("mug"), new ProductId("jar"));

  @Test
  void whatABatchLeavesOutIsAskedForAgain() {
    assertThat(reads(1).products(IDS)).containsOnlyKeys(IDS);
  }

  @Test
  void aBatchThatNeverEndsIsThrottling() {
    assertThatThrownBy(() -> reads(0).products(IDS)).isInstanceOf(ThrottledException.class);
  }

  private static TableReads reads(int answeredPerRequest) {
    InstantSource clock = InstantSource.fixed(Instant.EPOCH);
    return new TableReads(new Table(new Busy(answeredPerRequest), TABLE, clock));
  }

  /** Answers only so many keys of each request, as DynamoDB does when it is short of capacity. */
  private record Busy(int answered) implements DynamoDbClient {
    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      List<Map<String, AttributeValue>> keys =
          request.requestItems().values().stream().flatMap(it -> it.keys().stream()).toList();
      List<Map<String, AttributeValue>> items =
          keys.subList(0, answered).stream().map(Busy::product).toList();
      List<Map<String, AttributeValue>> left = keys.subList(answered, keys.size());
      return BatchGetItemResponse.builder()
          .responses(Map.of(TABLE, items))
          .unprocessedKeys(
              left.isEmpty()
                  ? Map.of()
                  : Map.of(TABLE, KeysAndAttributes.builder().keys(left).build()))
          .build();
    }

    private static Map<String, AttributeValue> product(Map<String, AttributeValue> key) {
      ProductId id = new ProductId(new Attributes(key).key().partition());
      return new ProductItem(id, ProductDetails.of("Any", 1), 1)
          .stamped(new Stamp(Instant.EPOCH, "setup"));
    }

    @Override
    public String serviceName() {
      return "busy";
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
