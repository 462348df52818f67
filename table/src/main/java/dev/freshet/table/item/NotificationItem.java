package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A message to a user. */
public record NotificationItem(
    UserId userId, Ulid id, NotificationStatus status, String message, Instant at) implements Item {
  private static final String MESSAGE = "message";
  private static final String AT = "at";

  public static NotificationItem from(Attributes item) {
    return new NotificationItem(
        item.user(),
        item.id(),
        NotificationStatus.of(item.key().type()),
        item.text(MESSAGE),
        item.time(AT));
  }

  public static ItemKey key(UserId user, NotificationStatus status, Ulid id) {
    return ItemKey.of(status.itemType(), user, id);
  }

  /** The same, seen. */
  public NotificationItem read() {
    return new NotificationItem(userId, id, NotificationStatus.READ, message, at);
  }

  @Override
  public ItemKey key() {
    return key(userId, status, id);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(MESSAGE, Attribute.text(message), AT, Attribute.time(at));
  }
}
