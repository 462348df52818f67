package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The stored answer of an idempotent request.
 *
 * @param idempotencyKey the client's key
 * @param requestHash distinguishes a different request with the same key from a retry
 * @param order the complete answer, so a retry gets the same answer after later changes
 * @param expiresAt whole seconds; from then on the name is free again
 */
public record IdempotencyItem(
    String idempotencyKey, String requestHash, OrderItem order, Instant expiresAt) implements Item {
  public static final String EXPIRES_AT = ActivityItem.EXPIRES_AT;
  private static final String REQUEST_HASH = "requestHash";
  private static final String ORDER_ID = "orderId";

  public static IdempotencyItem from(Attributes item) {
    return new IdempotencyItem(
        item.key().id(),
        item.text(REQUEST_HASH),
        OrderItem.from(new Ulid(item.text(ORDER_ID)), item),
        item.expiry(EXPIRES_AT));
  }

  public static ItemKey key(UserId user, String idempotencyKey) {
    return ItemKey.idempotency(user, idempotencyKey);
  }

  @Override
  public ItemKey key() {
    return key(order.userId(), idempotencyKey);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    Map<String, AttributeValue> all = new HashMap<>(order.attributes());
    all.put(REQUEST_HASH, Attribute.text(requestHash));
    all.put(ORDER_ID, Attribute.text(order.id().value()));
    all.put(EXPIRES_AT, Attribute.expiry(expiresAt));
    return all;
  }
}
