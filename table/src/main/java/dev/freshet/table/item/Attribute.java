package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values in the form in which the table keeps them. */
public final class Attribute {
  public static final String PARTITION_KEY = "pk";
  public static final String SORT_KEY = "sk";

  private Attribute() {}

  /** A key as DynamoDB takes it. */
  public static Map<String, AttributeValue> key(ItemKey key) {
    return Map.of(PARTITION_KEY, text(key.partitionKey()), SORT_KEY, text(key.sortKey()));
  }

  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** A time in milliseconds since the epoch. */
  public static AttributeValue time(Instant value) {
    return number(value.toEpochMilli());
  }

  /** A time in whole seconds since the epoch, the only form in which DynamoDB's TTL takes it. */
  public static AttributeValue expiry(Instant value) {
    return number(value.getEpochSecond());
  }
}
