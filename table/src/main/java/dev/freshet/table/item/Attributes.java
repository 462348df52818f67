package dev.freshet.table.item;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of one item or of a map inside it, read by name and type. */
public record Attributes(Map<String, AttributeValue> values) {
  public ItemKey key() {
    return ItemKey.parse(text(Attribute.PARTITION_KEY), text(Attribute.SORT_KEY));
  }

  UserId user() {
    return new UserId(key().partition());
  }

  Ulid id() {
    return new Ulid(key().id());
  }

  String text(String name) {
    String value = value(name).s();
    if (value == null) {
      throw new CorruptItemException(name);
    }
    return value;
  }

  long number(String name) {
    String value = value(name).n();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notWhole) {
      throw new CorruptItemException(name, notWhole);
    }
  }

  Instant time(String name) {
    return Instant.ofEpochMilli(number(name));
  }

  Instant expiry(String name) {
    return Instant.ofEpochSecond(number(name));
  }

  EmailAddress email(String name) {
    return new EmailAddress(text(name));
  }

  List<Attributes> maps(String name) {
    AttributeValue value = value(name);
    if (!value.hasL()) {
      throw new CorruptItemException(name);
    }
    return value.l().stream().map(element -> new Attributes(element.m())).toList();
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  boolean flag(String name) {
    Boolean value = value(name).bool();
    if (value == null) {
      throw new CorruptItemException(name);
    }
    return value;
  }

  private AttributeValue value(String name) {
    AttributeValue value = values.get(name);
    if (value == null) {
      throw new CorruptItemException(name);
    }
    return value;
  }
}
