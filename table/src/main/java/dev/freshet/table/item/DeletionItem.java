package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An account is deleted, and what belonged to it may still be there: no new one takes its place.
 */
public record DeletionItem(UserId userId, Instant since) implements Item {
  private static final String SINCE = "since";

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.DELETION, user);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(SINCE, Attribute.time(since));
  }
}
