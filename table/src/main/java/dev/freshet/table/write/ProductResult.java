package dev.freshet.table.write;

import dev.freshet.table.item.ProductItem;

/** The outcome of changing or deleting a product. */
public sealed interface ProductResult {

  /**
   * It is committed.
   *
   * @param product the product after the change, or before its deletion
   */
  record Done(ProductItem product) implements ProductResult {}

  /** It is not in the state that the change was made for; nothing was written. */
  record Stale(ProductItem current) implements ProductResult {}

  /** There is no product of this id; nothing was written. */
  record NoSuchProduct() implements ProductResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements ProductResult {}
}
