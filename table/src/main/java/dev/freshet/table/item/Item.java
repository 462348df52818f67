package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Something that stands in the table under one key. */
public sealed interface Item
    permits ProfileItem,
        StatsItem,
        OrderItem,
        ActivityItem,
        NotificationItem,
        ProductItem,
        ListedProductItem,
        EmailItem,
        RelationItem,
        FollowCountItem,
        IdempotencyItem,
        PreferencesItem,
        DeletionItem {

  ItemKey key();

  /** The attributes that are this kind of item's own: without the key and the stamp. */
  Map<String, AttributeValue> attributes();

  /** The whole item, as it is put into the table. */
  default Map<String, AttributeValue> stamped(Stamp stamp) {
    Map<String, AttributeValue> whole = new HashMap<>(attributes());
    whole.putAll(Attribute.key(key()));
    whole.putAll(stamp.attributes());
    return Map.copyOf(whole);
  }

  /**
   * Who changed an item when: on every item that is written, so that the stream can tell.
   *
   * @param changedAt by the writer's clock, whole milliseconds
   * @param correlationId of the request that made the change
   */
  record Stamp(Instant changedAt, String correlationId) {
    public static final String CHANGED_AT = "changedAt";
    public static final String CORRELATION_ID = "correlationId";

    public Map<String, AttributeValue> attributes() {
      return Map.of(
          CHANGED_AT, Attribute.time(changedAt), CORRELATION_ID, Attribute.text(correlationId));
    }
  }
}
