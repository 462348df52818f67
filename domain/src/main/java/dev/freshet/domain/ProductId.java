package dev.freshet.domain;

/** A product: at most 64 characters that need no escaping in a key, a path or a cache tag. */
public record ProductId(String value) {
  private static final Shape SHAPE = new Shape("productId", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  public ProductId {
    SHAPE.check(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
