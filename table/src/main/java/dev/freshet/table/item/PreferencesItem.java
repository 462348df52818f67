package dev.freshet.table.item;

import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.Preferences;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a user prefers.
 *
 * @param version one more with every change, from the millisecond of the first one, so that no
 *     account has a version that a former one under the same id had; 0 for the defaults, which are
 *     not in the table
 */
public record PreferencesItem(UserId userId, Preferences preferences, long version)
    implements Item {
  public static final String VERSION = "version";
  private static final String THEME = "theme";
  private static final String LANGUAGE = "language";
  private static final String EMAIL_NOTIFICATIONS = "emailNotifications";
  private static final String ORDERS_PER_PAGE = "ordersPerPage";

  public static PreferencesItem from(Attributes item) {
    return new PreferencesItem(
        item.user(),
        new Preferences(
            Preferences.Theme.valueOf(item.text(THEME)),
            item.text(LANGUAGE),
            item.flag(EMAIL_NOTIFICATIONS),
            Math.toIntExact(item.number(ORDERS_PER_PAGE))),
        item.number(VERSION));
  }

  /** The defaults of a user without stored preferences. */
  public static PreferencesItem defaults(UserId user) {
    return new PreferencesItem(user, Preferences.DEFAULTS, 0);
  }

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.PREFERENCES, user);
  }

  /** What this becomes by a change at a time. */
  public PreferencesItem changed(Preferences wanted, Instant now) {
    return new PreferencesItem(userId, wanted, version == 0 ? now.toEpochMilli() : version + 1);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        THEME, Attribute.text(preferences.theme().name()),
        LANGUAGE, Attribute.text(preferences.language()),
        EMAIL_NOTIFICATIONS, AttributeValue.fromBool(preferences.emailNotifications()),
        ORDERS_PER_PAGE, Attribute.number(preferences.ordersPerPage()),
        VERSION, Attribute.number(version));
  }
}
