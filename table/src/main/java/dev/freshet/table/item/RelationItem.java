package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One side of a follow. Each of the two users has such an item.
 *
 * @param type FOLLOWING in the follower's partition, FOLLOWER in the followed user's partition
 */
public record RelationItem(ItemType type, UserId userId, UserId other, Instant since)
    implements Item {
  private static final String SINCE = "since";

  public static RelationItem from(Attributes item) {
    ItemKey key = item.key();
    return new RelationItem(key.type(), item.user(), new UserId(key.id()), item.time(SINCE));
  }

  @Override
  public ItemKey key() {
    return ItemKey.of(type, userId, other);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(SINCE, Attribute.time(since));
  }
}
