package dev.freshet.table.item;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Who a user is.
 *
 * @param version from 1, one more with every change
 */
public record ProfileItem(
    UserId userId, String name, EmailAddress email, long version, Instant createdAt)
    implements Item {
  public static final String NAME = "name";

  /** Also the key of the index {@code email-index}, which is for search and never for a view. */
  public static final String EMAIL = "email";

  public static final String VERSION = "version";
  private static final String CREATED_AT = "createdAt";

  public static ProfileItem from(Attributes item) {
    return new ProfileItem(
        item.user(),
        item.text(NAME),
        item.email(EMAIL),
        item.number(VERSION),
        item.time(CREATED_AT));
  }

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.PROFILE, user);
  }

  /** What this becomes by a change. */
  public ProfileItem changed(String newName, EmailAddress newEmail) {
    return new ProfileItem(userId, newName, newEmail, version + 1, createdAt);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(
        NAME, Attribute.text(name),
        EMAIL, Attribute.text(email.value()),
        VERSION, Attribute.number(version),
        CREATED_AT, Attribute.time(createdAt));
  }
}
