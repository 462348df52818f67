package dev.freshet.table.item;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.UserId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps an address with one user: DynamoDB has no unique attributes other than a key. */
public record EmailItem(EmailAddress email, UserId userId) implements Item {
  public static final String USER_ID = "userId";

  @Override
  public ItemKey key() {
    return ItemKey.email(email);
  }

  @Override
  public Map<String, AttributeValue> attributes() {
    return Map.of(USER_ID, Attribute.text(userId.value()));
  }
}
