package dev.freshet.table.read;

import dev.freshet.domain.ProductId;
import dev.freshet.table.item.ProductItem;
import java.util.List;
import java.util.Optional;

/**
 * Some of the products, in the order of their ids.
 *
 * @param next what to ask for {@code after}; empty if none was left
 */
public record ProductPage(List<ProductItem> products, Optional<ProductId> next) {
  public ProductPage {
    products = List.copyOf(products);
  }
}
