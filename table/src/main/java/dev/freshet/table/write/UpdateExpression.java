package dev.freshet.table.write;

import dev.freshet.table.item.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds the text of an update, every name and value in it by placeholder. Not thread-safe. */
final class UpdateExpression {
  private final List<String> sets = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  UpdateExpression set(Map<String, AttributeValue> attributes) {
    attributes.forEach((name, value) -> sets.add(placeholders(name, value, " = ")));
    return this;
  }

  UpdateExpression add(Map<String, Long> increments) {
    increments.forEach(
        (name, increment) -> adds.add(placeholders(name, Attribute.number(increment), " ")));
    return this;
  }

  String text() {
    return (sets.isEmpty() ? "" : "SET " + String.join(", ", sets) + " ")
        + (adds.isEmpty() ? "" : "ADD " + String.join(", ", adds));
  }

  Map<String, String> names() {
    return Map.copyOf(names);
  }

  Map<String, AttributeValue> values() {
    return Map.copyOf(values);
  }

  Map<String, String> names(Condition condition) {
    Map<String, String> all = new HashMap<>(names);
    all.putAll(condition.names());
    return all;
  }

  Map<String, AttributeValue> values(Condition condition) {
    Map<String, AttributeValue> all = new HashMap<>(values);
    all.putAll(condition.values());
    return all;
  }

  private String placeholders(String name, AttributeValue value, String between) {
    int number = names.size();
    names.put("#u" + number, name);
    values.put(":u" + number, value);
    return "#u" + number + between + ":u" + number;
  }
}
