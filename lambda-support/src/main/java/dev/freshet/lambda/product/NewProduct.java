package dev.freshet.lambda.product;

import dev.freshet.domain.ProductDescription;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.ProductName;

/** The body of {@code POST /products}. */
public record NewProduct(
    ProductId productId, ProductName productName, ProductDescription description, int priceCents) {

  public NewProduct {
    ProductChange.checkPrice(priceCents);
  }

  public ProductDetails details() {
    return new ProductDetails(productName, description, priceCents);
  }
}
