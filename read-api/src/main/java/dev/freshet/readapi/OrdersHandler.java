package dev.freshet.readapi;

import dev.freshet.domain.ProductId;
import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.OrderLine;
import dev.freshet.table.read.PageRequest;
import dev.freshet.table.read.TableReads;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /orders}: a user's orders, newest first, in pages. */
public final class OrdersHandler extends ViewFunction {
  record Orders(List<Order> orders, @Nullable Ulid nextCursor) {}

  record Order(Ulid id, Instant placedAt, long totalCents, List<Line> lines) {
    static Order of(OrderItem item) {
      return new Order(
          item.id(),
          item.placedAt(),
          item.totalCents(),
          item.lines().stream().map(Line::of).toList());
    }
  }

  record Line(ProductId productId, String name, int quantity, long priceCents) {
    static Line of(OrderLine line) {
      return new Line(line.productId(), line.name(), line.quantity(), line.priceCents());
    }
  }

  public OrdersHandler() {
    this(ReadParts.ofProcess());
  }

  OrdersHandler(ReadParts parts) {
    super(parts, UserView.of(ViewCatalogue.ORDERS, OrdersHandler::page));
  }

  private static UserView.Page page(ApiRequest request) {
    PageRequest wanted = Query.pageRequest(request);
    return UserView.Page.ofUser(Query.variant(wanted), (table, user) -> load(table, user, wanted));
  }

  private static PageBody load(TableReads table, UserId user, PageRequest wanted) {
    var page = table.orders(user, wanted);
    return PageBody.of(
        new Orders(page.items().stream().map(Order::of).toList(), page.next().orElse(null)));
  }
}
