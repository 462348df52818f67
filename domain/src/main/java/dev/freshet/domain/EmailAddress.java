package dev.freshet.domain;

import java.util.Locale;

/**
 * An e-mail address, lower-cased, as it is unique by that. Only the rough form is checked: whether
 * mail arrives is the identity provider's to find out.
 */
public record EmailAddress(String value) {
  private static final String LETTER = "[[\\p{L}\\p{M}\\p{N}.-]&&[^" + WrittenText.UNSEEN + "]]";

  private static final Shape SHAPE =
      new Shape(
          "email", "(?=.{3,254}$)(?:" + LETTER + "|[!$%&'*+/=?^_`{|}~]){1,64}@" + LETTER + "+");

  public EmailAddress {
    value = SHAPE.check(WrittenText.normalised(value.strip().toLowerCase(Locale.ROOT)));
  }

  @Override
  public String toString() {
    return value;
  }
}
