package dev.freshet.writeapi;

import dev.freshet.domain.Preferences;
import dev.freshet.lambda.json.InvalidFieldException;

/** The body of {@code PUT /users/current/preferences}. */
record NewPreferences(
    Preferences.Theme theme, String language, boolean emailNotifications, int ordersPerPage) {

  NewPreferences {
    if (!Preferences.isLanguage(language)) {
      throw new InvalidFieldException("language", "a language tag such as en or pt-BR");
    }
    if (ordersPerPage < 1 || ordersPerPage > Preferences.MOST_ORDERS_PER_PAGE) {
      throw new InvalidFieldException(
          "ordersPerPage", "a whole number from 1 to " + Preferences.MOST_ORDERS_PER_PAGE);
    }
  }

  Preferences preferences() {
    return new Preferences(theme, language, emailNotifications, ordersPerPage);
  }
}
