package dev.freshet.domain;

/** What a product is called: 1 to 200 visible characters, without white space around them. */
public record ProductName(String value) {
  private static final Shape SHAPE =
      new Shape("productName", "(?=.*[^ \\u3000])[^" + WrittenText.UNSEEN + "]{1,200}");

  public ProductName {
    value = SHAPE.check(WrittenText.normalised(value)).strip();
  }

  @Override
  public String toString() {
    return value;
  }
}
