package dev.freshet.table.write;

import dev.freshet.domain.ProductId;
import dev.freshet.table.Table;
import dev.freshet.table.item.ProductItem;
import java.util.List;

/** Creates products. Thread-safe. */
public final class ProductWrites {
  private final Table table;
  private final Transactions transactions;

  public ProductWrites(Table table) {
    this.table = table;
    this.transactions = new Transactions(table);
  }

  /**
   * Creates the product.
   *
   * @param priceCents zero or more
   * @throws dev.freshet.table.ThrottledException if there is no capacity; nothing was written
   */
  public CreateProductResult create(
      ProductId id, String name, long priceCents, String correlationId) {
    ProductItem product = new ProductItem(id, name, priceCents, 1);
    return Transactions.settle(
        new CreateProductResult.Conflict(), () -> commit(product, correlationId));
  }

  private Attempt<CreateProductResult> commit(ProductItem product, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    return transactions.commit(
        new CreateProductResult.Created(product),
        List.of(
            TransactionStep.of(
                writes.put(product, Condition.absent()), new CreateProductResult.ProductExists())));
  }
}
