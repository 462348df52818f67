package dev.freshet.domain;

/** What a user is called: 1 to 100 visible characters, without white space around them. */
public record PersonName(String value) {
  private static final Shape SHAPE =
      new Shape("name", "(?=.*[^ \\u3000])[^" + WrittenText.UNSEEN + "]{1,100}");

  public PersonName {
    value = SHAPE.check(WrittenText.normalised(value)).strip();
  }

  @Override
  public String toString() {
    return value;
  }
}
