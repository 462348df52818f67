package dev.freshet.e2e.scenario;

import dev.freshet.e2e.fixture.Freshet;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something to order. */
final class Products {
  private Products() {}

  /** Puts a product of its own into the table, as an operator would, and returns its id. */
  static String one(Freshet freshet) {
    String id = "tea-" + UUID.randomUUID();
    freshet
        .platform()
        .dynamoDb()
        .putItem(
            put ->
                put.tableName(freshet.platform().output("TableName"))
                    .item(
                        Map.of(
                            "pk", AttributeValue.fromS("PRODUCT#" + id),
                            "sk", AttributeValue.fromS("PRODUCT"),
                            "name", AttributeValue.fromS("Tea"),
                            "priceCents", AttributeValue.fromN("450"),
                            "version", AttributeValue.fromN("1"),
                            "changedAt", AttributeValue.fromN("0"),
                            "correlationId", AttributeValue.fromS("e2e"))));
    return id;
  }
}
