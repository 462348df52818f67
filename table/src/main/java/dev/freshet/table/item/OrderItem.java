package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order that was placed. It does not change. */
public record OrderItem(UserId userId, Ulid id, Instant placedAt, List<OrderLine> lines)
    implements Item {
  private static final String PLACED_AT = "placedAt";
  private static final String TOTAL_CENTS = "totalCents";
  private static final String LINES = "lines";

  public OrderItem {
    lines = List.copyOf(lines);
  }

  public static OrderItem from(Attributes item) {
    return from(item.id(), item);
  }

  /** Reads the copy of an order inside another item of the same user. */
  static OrderItem from(Ulid id, Attributes item) {
    return new OrderItem(
        item.user(),
        id,
        item.time(PLACED_AT),
        item.maps(LINES).stream().map(OrderLine::from).toList());
  }

  public long totalCents() {
    return lines.stream().mapToLong(OrderLine::totalCents).reduce(0, Math::addExact);
  }

  /** The number of pieces of one product. */
  public int pieces() {
    return lines.stream().mapToInt(OrderLine::quantity).sum();
  }

  @Override
  public ItemKey key() {
    return ItemKey.of(ItemType.ORDER, userId, id);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        PLACED_AT, Attribute.time(placedAt),
        TOTAL_CENTS, Attribute.number(totalCents()),
        LINES, AttributeValue.fromL(lines.stream().map(OrderLine::attribute).toList()));
  }
}
