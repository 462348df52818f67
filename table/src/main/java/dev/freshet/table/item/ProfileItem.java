package dev.freshet.table.item;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ItemType;
import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Who a user is.
 *
 * @param version one more with every change, from the millisecond of the account's creation: an
 *     account that is deleted and created anew never has a version that the former one had
 * @param fromCognito whether the user signed up at the stack's own user pool; the item then has the
 *     user's {@code sub} as {@code cognitoUserSub}, too
 */
public record ProfileItem(
    UserId userId,
    String name,
    EmailAddress email,
    long version,
    Instant createdAt,
    boolean fromCognito)
    implements Item {
  public static final String NAME = "name";

  /** Also the key of the index {@code email-index}, which is for search and never for a view. */
  public static final String EMAIL = "email";

  public static final String VERSION = "version";
  public static final String COGNITO_USER_SUB = "cognitoUserSub";
  private static final String CREATED_AT = "createdAt";

  /** For a user of another issuer. */
  public ProfileItem(
      UserId userId, String name, EmailAddress email, long version, Instant createdAt) {
    this(userId, name, email, version, createdAt, false);
  }

  public static ProfileItem from(Attributes item) {
    return new ProfileItem(
        item.user(),
        item.text(NAME),
        item.email(EMAIL),
        item.number(VERSION),
        item.time(CREATED_AT),
        item.has(COGNITO_USER_SUB));
  }

  public static ItemKey key(UserId user) {
    return ItemKey.of(ItemType.PROFILE, user);
  }

  /** What this becomes by a change. */
  public ProfileItem changed(String newName, EmailAddress newEmail) {
    return new ProfileItem(userId, newName, newEmail, version + 1, createdAt, fromCognito);
  }

  @Override
  public ItemKey key() {
    return key(userId);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    Map<String, AttributeValue> all = new HashMap<>();
    all.put(NAME, Attribute.text(name));
    all.put(EMAIL, Attribute.text(email.value()));
    all.put(VERSION, Attribute.number(version));
    all.put(CREATED_AT, Attribute.time(createdAt));
    if (fromCognito) {
      all.put(COGNITO_USER_SUB, Attribute.text(userId.value()));
    }
    return all;
  }
}
