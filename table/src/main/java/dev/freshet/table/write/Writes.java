package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.Item.Stamp;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The writes that transactions are made of, each stamped with the same time and correlation id. */
final class Writes {
  private final String table;
  private final Stamp stamp;

  Writes(Table table, String correlationId) {
    this.table = table.name();
    this.stamp = new Stamp(table.now(), correlationId);
  }

  /** Puts an item whose key nothing else can have. */
  TransactWriteItem put(Item item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item.stamped(stamp)))
        .build();
  }

  TransactWriteItem put(Item item, Condition condition) {
    return TransactWriteItem.builder()
        .put(put -> {
          put.tableName(table).item(item.stamped(stamp));
          put.conditionExpression(condition.expression())
              .expressionAttributeNames(condition.names());
          if (!condition.values().isEmpty()) {
            put.expressionAttributeValues(condition.values());
          }
        })
        .build();
  }

  /** Sets these attributes and leaves the others alone. */
  TransactWriteItem set(ItemKey key, Map<String, AttributeValue> attributes, Condition condition) {
    return update(key, new UpdateExpression().set(attributes).set(stamp.attributes()), condition);
  }

  /** Adds to these numbers, absent ones counting as 0, and leaves the other attributes alone. */
  TransactWriteItem add(ItemKey key, Map<String, Long> increments) {
    UpdateExpression expression = new UpdateExpression().add(increments).set(stamp.attributes());
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(Attribute.key(key))
                .updateExpression(expression.text())
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values()))
        .build();
  }

  /** Adds to these numbers and leaves the other attributes alone. */
  TransactWriteItem add(ItemKey key, Map<String, Long> increments, Condition condition) {
    return update(key, new UpdateExpression().add(increments).set(stamp.attributes()), condition);
  }

  /** Deletes the item, if there is one. */
  TransactWriteItem delete(ItemKey key) {
    return TransactWriteItem.builder()
        .delete(delete -> delete.tableName(table).key(Attribute.key(key)))
        .build();
  }

  /** Writes nothing. */
  TransactWriteItem check(ItemKey key, Condition condition) {
    return TransactWriteItem.builder()
        .conditionCheck(check ->
            check
                .tableName(table)
                .key(Attribute.key(key))
                .conditionExpression(condition.expression())
                .expressionAttributeNames(condition.names()))
        .build();
  }

  TransactWriteItem delete(ItemKey key, Condition condition) {
    return TransactWriteItem.builder()
        .delete(delete -> {
          delete.tableName(table).key(Attribute.key(key));
          delete
              .conditionExpression(condition.expression())
              .expressionAttributeNames(condition.names());
          if (!condition.values().isEmpty()) {
            delete.expressionAttributeValues(condition.values());
          }
        })
        .build();
  }

  private TransactWriteItem update(ItemKey key, UpdateExpression expression, Condition condition) {
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(Attribute.key(key))
                .updateExpression(expression.text())
                .conditionExpression(condition.expression())
                .expressionAttributeNames(expression.names(condition))
                .expressionAttributeValues(expression.values(condition)))
        .build();
  }
}
