package dev.freshet.table.write;

import dev.freshet.domain.UserId;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.EmailItem;
import dev.freshet.table.item.ProfileItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** How an address comes to belong to one user: always in the transaction that writes a profile. */
final class EmailClaims {
  private EmailClaims() {}

  /** Refused if another user has the address. */
  static TransactWriteItem claim(Writes writes, ProfileItem profile) {
    return writes.put(new EmailItem(profile.email(), profile.userId()), heldBy(profile.userId()));
  }

  /** Refused if another user has the address, which then is not this one's to give up. */
  static TransactWriteItem release(Writes writes, ProfileItem profile) {
    EmailItem held = new EmailItem(profile.email(), profile.userId());
    return writes.delete(held.key(), heldBy(profile.userId()));
  }

  private static Condition heldBy(UserId user) {
    return Condition.absentOrEqual(EmailItem.USER_ID, Attribute.text(user.value()));
  }
}
