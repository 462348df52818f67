package dev.freshet.lambda.product;

import dev.freshet.domain.ProductDescription;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.ProductName;

/** A product in answers. */
public record Product(
    ProductId productId,
    ProductName productName,
    ProductDescription description,
    long priceCents,
    long version) {

  public static Product of(ProductId id, ProductDetails details, long version) {
    return new Product(id, details.name(), details.description(), details.priceCents(), version);
  }
}
