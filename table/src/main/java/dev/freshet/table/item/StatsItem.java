package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How much a user ordered so far. */
public record StatsItem(UserId userId, long orders, long spentCents) implements Item {
  public static final String ORDERS = "orders";
  public static final String SPENT_CENTS = "spentCents";

  public static StatsItem from(Attributes item) {
    return new StatsItem(item.user(), item.number(ORDERS), item.number(SPENT_CENTS));
  }

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.STATS, user);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(ORDERS, Attribute.number(orders), SPENT_CENTS, Attribute.number(spentCents));
  }
}
