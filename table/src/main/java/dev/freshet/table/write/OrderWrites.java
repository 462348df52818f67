package dev.freshet.table.write;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Attributes;
import dev.freshet.table.item.IdempotencyItem;
import dev.freshet.table.item.OrderItem;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.item.StatsItem;
import dev.freshet.table.read.ItemReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Places orders. Thread-safe. */
public final class OrderWrites {
  private final Table table;
  private final ItemReads reads;
  private final Transactions transactions;

  public OrderWrites(Table table) {
    this.table = table;
    this.reads = new ItemReads(table);
    this.transactions = new Transactions(table);
  }

  /**
   * Places the order, once however often the request is sent: the order, the user's stats, an
   * activity, a notification and the answer under the request's key are one transaction. It has
   * items of the user only, so orders of one product by many users do not conflict.
   *
   * <p>Products are read before the transaction, strongly consistently, and are not checked in it:
   * the order keeps each product's name and price as they were read. A product that is changed or
   * deleted between the read and the commit is ordered as it was.
   *
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public OrderResult place(PlaceOrder request) {
    return Transactions.settle(new OrderResult.Conflict(), () -> attempt(request));
  }

  private Attempt<OrderResult> attempt(PlaceOrder request) {
    ItemKey idempotencyKey = IdempotencyItem.key(request.user(), request.idempotencyKey());
    Map<ItemKey, Attributes> seen = reads.get(wanted(request, idempotencyKey));
    Optional<OrderResult> earlier =
        Optional.ofNullable(seen.remove(idempotencyKey))
            .map(IdempotencyItem::from)
            .filter(item -> item.expiresAt().isAfter(table.now()))
            .map(item -> answer(item, request));
    Map<ProductId, ProductItem> products =
        seen.values().stream()
            .map(ProductItem::from)
            .collect(toMap(ProductItem::productId, identity()));
    return earlier
        .or(() -> unknown(request, products))
        .map(Attempt::settled)
        .orElseGet(() -> commit(NewOrder.of(table, request, products), request.correlationId()));
  }

  private static List<ItemKey> wanted(PlaceOrder request, ItemKey idempotencyKey) {
    return Stream.concat(
            Stream.of(idempotencyKey),
            request.lines().stream().map(line -> ItemKey.product(line.productId())))
        .toList();
  }

  private static OrderResult answer(IdempotencyItem earlier, PlaceOrder request) {
    return earlier.requestHash().equals(request.hash())
        ? new OrderResult.Replayed(earlier.order())
        : new OrderResult.KeyReused();
  }

  private static Optional<OrderResult> unknown(
      PlaceOrder request, Map<ProductId, ProductItem> products) {
    return request.lines().stream()
        .map(PlaceOrder.Line::productId)
        .filter(id -> !products.containsKey(id))
        .findFirst()
        .map(OrderResult.ProductUnknown::new);
  }

  private Attempt<OrderResult> commit(NewOrder made, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    OrderItem order = made.order();
    return transactions.commit(
        new OrderResult.Placed(order),
        List.of(
            TransactionStep.of(writes.put(made.idempotency(), freeFrom(order.placedAt()))),
            TransactionStep.of(
                writes.add(StatsItem.key(order.userId()), increments(order), Condition.present()),
                new OrderResult.NoSuchUser()),
            TransactionStep.of(writes.put(order)),
            TransactionStep.of(writes.put(made.activity())),
            TransactionStep.of(writes.put(made.notification()))));
  }

  /** An item past its time counts as gone, as DynamoDB deletes it up to days later. */
  private static Condition freeFrom(Instant now) {
    return Condition.absentOrUpTo(IdempotencyItem.EXPIRES_AT, Attribute.expiry(now));
  }

  private static Map<String, Long> increments(OrderItem order) {
    return Map.of(StatsItem.ORDERS, 1L, StatsItem.SPENT_CENTS, order.totalCents());
  }
}
