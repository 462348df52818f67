package dev.freshet.table.write;

import dev.freshet.domain.ProductId;
import dev.freshet.table.Table;
import dev.freshet.table.item.ActivityItem;
import dev.freshet.table.item.IdempotencyItem;
import dev.freshet.table.item.NotificationItem;
import dev.freshet.table.item.NotificationStatus;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import dev.freshet.table.item.ProductItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An order that is about to be placed, and the items that are written with it. */
record NewOrder(
    OrderItem order,
    ActivityItem activity,
    NotificationItem notification,
    IdempotencyItem idempotency) {

  /** Longer than any client retries, shorter than one would reuse a key by chance. */
  static final Duration KEY_KEPT = Duration.ofHours(24);

  /**
   * @param products all that the request names
   */
  static NewOrder of(Table table, PlaceOrder request, Map<ProductId, ProductItem> products) {
    Instant now = table.now();
    List<OrderLine> lines = request.lines().stream().map(line -> line(line, products)).toList();
    OrderItem order = new OrderItem(request.user(), table.newId(), now, lines);
    return new NewOrder(
        order,
        new ActivityItem(request.user(), table.newId(), "Ordered " + summary(order), now),
        new NotificationItem(
            request.user(),
            table.newId(),
            NotificationStatus.UNREAD,
            "Your order of " + summary(order) + " is placed",
            now),
        new IdempotencyItem(request.idempotencyKey(), request.hash(), order, now.plus(KEY_KEPT)));
  }

  private static OrderLine line(PlaceOrder.Line line, Map<ProductId, ProductItem> products) {
    ProductItem product = Objects.requireNonNull(products.get(line.productId()));
    return new OrderLine(
        product.productId(),
        product.details().name().value(),
        line.quantity(),
        product.details().priceCents());
  }

  /** Such as "3 × Tea" or "3 × Tea and 2 more lines". */
  private static String summary(OrderItem order) {
    OrderLine first = order.lines().getFirst();
    int others = order.lines().size() - 1;
    String text = first.quantity() + " × " + first.name();
    return switch (others) {
      case 0 -> text;
      case 1 -> text + " and 1 more line";
      default -> text + " and " + others + " more lines";
    };
  }
}
