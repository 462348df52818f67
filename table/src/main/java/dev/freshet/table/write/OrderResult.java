package dev.freshet.table.write;

import dev.freshet.domain.ProductId;
import dev.freshet.table.item.OrderItem;

/** The outcome of placing an order. */
public sealed interface OrderResult {

  /** It is committed, with everything that goes with it. */
  record Placed(OrderItem order) implements OrderResult {}

  /** The same request was granted before, with this answer; nothing was written now. */
  record Replayed(OrderItem order) implements OrderResult {}

  /** Another request had the same key before; nothing was written. */
  record KeyReused() implements OrderResult {}

  /** There is no such product; nothing was written. */
  record ProductUnknown(ProductId productId) implements OrderResult {}

  /** The user has no account; nothing was written. */
  record NoSuchUser() implements OrderResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements OrderResult {}
}
