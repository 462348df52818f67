package dev.freshet.lambda.product;

import dev.freshet.domain.ProductDescription;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductName;
import dev.freshet.lambda.json.InvalidFieldException;

/** The body of {@code PUT /products/{id}}. */
public record ProductChange(
    ProductName productName, ProductDescription description, int priceCents) {

  public ProductChange {
    checkPrice(priceCents);
  }

  static void checkPrice(int cents) {
    if (cents < 0 || cents > ProductDetails.HIGHEST_PRICE_CENTS) {
      throw new InvalidFieldException(
          "priceCents", "a whole number from 0 to " + ProductDetails.HIGHEST_PRICE_CENTS);
    }
  }

  public ProductDetails details() {
    return new ProductDetails(productName, description, priceCents);
  }
}
