package dev.freshet.domain;

import java.util.Locale;

/**
 * An e-mail address in lower case; addresses are unique ignoring case. Only the rough form is
 * checked; the identity provider verifies the address.
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
