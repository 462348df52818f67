package dev.freshet.readapi;

import dev.freshet.domain.Ulid;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import dev.freshet.table.read.TableReads;

/** {@code GET /orders/{id}}: one of the caller's orders, a page of the view of orders. */
public final class OrderHandler extends ViewFunction {
  public OrderHandler() {
    this(ReadParts.ofProcess());
  }

  OrderHandler(ReadParts parts) {
    super(parts, UserView.of(ViewCatalogue.ORDERS, OrderHandler::page));
  }

  private static UserView.Page page(ApiRequest request) {
    Ulid id = id(request);
    return UserView.Page.ofUser("id=" + id, (table, user) -> load(table, user, id));
  }

  /** A text that cannot be an id is the id of nothing. */
  private static Ulid id(ApiRequest request) {
    try {
      return new Ulid(request.path("id").orElse(""));
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static PageBody load(TableReads table, UserId user, Ulid id) {
    return table
        .order(user, id)
        .map(OrdersHandler.Order::of)
        .map(PageBody::of)
        .orElseThrow(OrderHandler::unknown);
  }

  private static ProblemException unknown() {
    return ProblemException.of(ProblemType.NOT_FOUND, "id", "must be one of your orders");
  }
}
