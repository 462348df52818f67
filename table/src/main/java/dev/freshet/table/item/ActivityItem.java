package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something that a user did, kept for a while. */
public record ActivityItem(UserId userId, Ulid id, String description, Instant at) implements Item {
  /** A season: activities are for the dashboard's latest ten, not for the record. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** The table's TTL attribute, for every kind of item that goes by itself. */
  static final String EXPIRES_AT = "expiresAt";

  private static final String DESCRIPTION = "description";
  private static final String AT = "at";

  public static ActivityItem from(Attributes item) {
    return new ActivityItem(item.user(), item.id(), item.text(DESCRIPTION), item.time(AT));
  }

  /**
   * When it goes. DynamoDB deletes it within days of that, so readers leave it out from then on.
   */
  public Instant expiresAt() {
    return at.plus(KEPT);
  }

  @Override
  public ItemKey key() {
    return ItemKey.of(ItemType.ACTIVITY, userId, id);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        DESCRIPTION, Attribute.text(description),
        AT, Attribute.time(at),
        EXPIRES_AT, Attribute.expiry(expiresAt()));
  }
}
