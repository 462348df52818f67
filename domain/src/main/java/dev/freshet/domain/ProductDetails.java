package dev.freshet.domain;

/**
 * What can be changed of a product.
 *
 * @param priceCents of one piece, from 0 to {@link #HIGHEST_PRICE_CENTS}
 */
public record ProductDetails(ProductName name, ProductDescription description, long priceCents) {
  public static final int HIGHEST_PRICE_CENTS = 100_000_000;

  public ProductDetails {
    if (priceCents < 0 || priceCents > HIGHEST_PRICE_CENTS) {
      throw new IllegalArgumentException("priceCents must be 0 to " + HIGHEST_PRICE_CENTS);
    }
  }

  /** Without a description. */
  public static ProductDetails of(String name, long priceCents) {
    return of(name, "", priceCents);
  }

  public static ProductDetails of(String name, String description, long priceCents) {
    return new ProductDetails(
        new ProductName(name), new ProductDescription(description), priceCents);
  }
}
