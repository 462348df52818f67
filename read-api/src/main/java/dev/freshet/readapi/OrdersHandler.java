package dev.freshet.readapi;

import java.util.Map;

/** {@code GET /orders}. */
public final class OrdersHandler extends ViewFunction {

  public OrdersHandler() {
    this(System.getenv());
  }

  OrdersHandler(Map<String, String> environment) {
    super(ReadParts.of(environment), new OrdersView());
  }
}
