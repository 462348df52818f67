package dev.freshet.domain;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a user wants the app to be.
 *
 * @param language of BCP 47: a language, and a region where it matters, such as {@code pt-BR}
 */
public record Preferences(
    Theme theme, String language, boolean emailNotifications, int ordersPerPage) {
  public static final int MOST_ORDERS_PER_PAGE = 50;

  private static final Shape LANGUAGE = new Shape("language", "[a-z]{2,3}(-[A-Z]{2})?");

  /** The defaults, for a user without stored preferences. */
  public static final Preferences DEFAULTS = new Preferences(Theme.SYSTEM, "en", true, 20);

  /** Which colours. */
  public enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** The reverse of {@link #text()}. */
    public static Theme of(String text) {
      return Arrays.stream(values())
          .filter(theme -> theme.text().equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("theme must be system, light or dark"));
    }

    /** As in requests and answers. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Preferences {
    LANGUAGE.check(language);
    if (ordersPerPage < 1 || ordersPerPage > MOST_ORDERS_PER_PAGE) {
      throw new IllegalArgumentException("ordersPerPage must be 1 to " + MOST_ORDERS_PER_PAGE);
    }
  }

  /** Whether a text can be a {@code language}. */
  public static boolean isLanguage(String text) {
    return LANGUAGE.fits(text);
  }
}
