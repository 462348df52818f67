package dev.freshet.table.write;

import dev.freshet.table.item.ProductItem;

/** The outcome of creating a product. */
public sealed interface CreateProductResult {

  /** It can be ordered. */
  record Created(ProductItem product) implements CreateProductResult {}

  /** There is a product of this id; nothing was written. */
  record ProductExists() implements CreateProductResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements CreateProductResult {}
}
