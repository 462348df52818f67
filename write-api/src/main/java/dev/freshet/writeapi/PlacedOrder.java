package dev.freshet.writeapi;

import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import java.time.Instant;
import java.util.List;

/** An order in answers, in the same form as in {@code GET /orders}. */
record PlacedOrder(Ulid id, Instant placedAt, long totalCents, List<Line> lines) {

  record Line(ProductId productId, String name, int quantity, long priceCents) {
    static Line of(OrderLine line) {
      return new Line(line.productId(), line.name(), line.quantity(), line.priceCents());
    }
  }

  static PlacedOrder of(OrderItem order) {
    return new PlacedOrder(
        order.id(),
        order.placedAt(),
        order.totalCents(),
        order.lines().stream().map(Line::of).toList());
  }
}
