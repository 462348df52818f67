package dev.freshet.table.write;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.table.Table;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.ListedProductItem;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.read.TableReads;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Creates, changes and deletes products. Orders keep each product as it was ordered. Thread-safe.
 * Every method throws {@link dev.freshet.table.ThrottledException} if there is no capacity; nothing
 * was written.
 */
public final class ProductWrites {
  private final Table table;
  private final TableReads reads;
  private final Transactions transactions;

  public ProductWrites(Table table) {
    this.table = table;
    this.reads = new TableReads(table);
    this.transactions = new Transactions(table);
  }

  public CreateProductResult create(ProductId id, ProductDetails details, String correlationId) {
    ProductItem product = new ProductItem(id, details, table.now().toEpochMilli());
    Writes writes = new Writes(table, correlationId);
    List<TransactionStep<CreateProductResult>> steps =
        List.of(
            TransactionStep.of(
                writes.put(product, Condition.absent()), new CreateProductResult.ProductExists()),
            TransactionStep.of(writes.put(new ListedProductItem(id))));
    return Transactions.settle(
        new CreateProductResult.Conflict(),
        () -> transactions.commit(new CreateProductResult.Created(product), steps));
  }

  /** Changes the product if it is in the expected state. */
  public ProductResult change(
      ProductId id, ProductDetails wanted, ExpectedVersion expected, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    return settle(
        id,
        expected,
        current -> {
          ProductItem changed = current.changed(wanted);
          return transactions.commit(
              new ProductResult.Done(changed),
              List.of(TransactionStep.of(writes.put(changed, unchanged(current)))));
        });
  }

  /** Deletes the product if it is in the expected state. */
  public ProductResult delete(ProductId id, ExpectedVersion expected, String correlationId) {
    Writes writes = new Writes(table, correlationId);
    return settle(
        id,
        expected,
        current -> {
          TransactWriteItem unlist = writes.delete(ItemKey.listedProduct(id));
          return transactions.commit(
              new ProductResult.Done(current),
              List.of(
                  TransactionStep.of(writes.delete(current.key(), unchanged(current))),
                  TransactionStep.of(unlist)));
        });
  }

  private ProductResult settle(
      ProductId id,
      ExpectedVersion expected,
      Function<ProductItem, Attempt<ProductResult>> commit) {
    return Transactions.settle(
        new ProductResult.Conflict(),
        () ->
            reads
                .product(id)
                .map(current ->
                    expected.accepts(current.version())
                        ? commit.apply(current)
                        : Attempt.<ProductResult>settled(new ProductResult.Stale(current)))
                .orElseGet(() -> Attempt.settled(new ProductResult.NoSuchProduct())));
  }

  private static Condition unchanged(ProductItem current) {
    return Condition.equal(ProductItem.VERSION, Attribute.number(current.version()));
  }
}
