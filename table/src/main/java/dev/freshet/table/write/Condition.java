package dev.freshet.table.write;

import dev.freshet.table.item.Attribute;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold of an item for it to be written. Every form names one attribute, as {@code #c},
 * and compares it with at most one value, as {@code :c}.
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  /** The item is there. */
  static Condition present() {
    return of("attribute_exists(#c)", Attribute.PARTITION_KEY);
  }

  /** The item is not there. */
  static Condition absent() {
    return of("attribute_not_exists(#c)", Attribute.PARTITION_KEY);
  }

  /** The item is there, with this value. */
  static Condition equal(String attribute, AttributeValue value) {
    return of("#c = :c", attribute, value);
  }

  /** The item is not there, or has this value. */
  static Condition absentOrEqual(String attribute, AttributeValue value) {
    return of("attribute_not_exists(#c) OR #c = :c", attribute, value);
  }

  /** The item is not there, or its value is not greater than this one. */
  static Condition absentOrUpTo(String attribute, AttributeValue value) {
    return of("attribute_not_exists(#c) OR #c <= :c", attribute, value);
  }

  private static Condition of(String expression, String attribute) {
    return new Condition(expression, Map.of("#c", attribute), Map.of());
  }

  private static Condition of(String expression, String attribute, AttributeValue value) {
    return new Condition(expression, Map.of("#c", attribute), Map.of(":c", value));
  }
}
