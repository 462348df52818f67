package dev.freshet.readapi;

import dev.freshet.domain.Preferences;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.item.PreferencesItem;
import dev.freshet.table.read.TableReads;
import java.util.Optional;

/** {@code GET /users/current/preferences}: what the caller chose, or the defaults. */
public final class PreferencesHandler extends ViewFunction {
  public PreferencesHandler() {
    this(ReadParts.ofProcess());
  }

  PreferencesHandler(ReadParts parts) {
    super(parts, ViewCatalogue.PREFERENCES_PAGE, PreferencesHandler::load);
  }

  private static PageBody load(TableReads table, UserId user) {
    PreferencesItem item = table.preferences(user);
    return new PageBody(PreferencesBody.of(item), Optional.of("v" + item.version()));
  }

  /** The preferences as they are answered with. */
  record PreferencesBody(
      Preferences.Theme theme,
      String language,
      boolean emailNotifications,
      int ordersPerPage,
      long version) {
    static PreferencesBody of(PreferencesItem item) {
      Preferences chosen = item.preferences();
      return new PreferencesBody(
          chosen.theme(),
          chosen.language(),
          chosen.emailNotifications(),
          chosen.ordersPerPage(),
          item.version());
    }
  }
}
