package dev.freshet.domain;

/** What is said of a product: at most 4,000 visible characters, in lines that end in U+000A. */
public record ProductDescription(String value) {
  private static final Shape SHAPE =
      new Shape("description", "[\\n[^" + WrittenText.UNSEEN + "]]{0,4000}");

  public ProductDescription {
    value = SHAPE.check(WrittenText.normalised(value)).strip();
  }

  @Override
  public String toString() {
    return value;
  }
}
