package dev.freshet.domain;

import java.util.Locale;

/**
 * An e-mail address, lower-cased, as it is unique by that. Only the rough form is checked: whether
 * mail arrives is the identity provider's to find out.
 */
public record EmailAddress(String value) {
  private static final Shape SHAPE = new Shape("email", "(?=.{3,254}$)[^\\s@#]+@[^\\s@#]+");

  public EmailAddress {
    value = SHAPE.check(value.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
