package dev.freshet.readapi;

import dev.freshet.domain.UserId;
import dev.freshet.table.item.ProfileItem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What other users' pages show of a user.
 *
 * @param name absent if the user has no account, or none any more
 */
record Card(UserId id, @Nullable String name) {

  /** The card of a user; its profile, if it exists, is among these. */
  static Card of(UserId user, Map<UserId, ProfileItem> profiles) {
    ProfileItem profile = profiles.get(user);
    return new Card(user, profile == null ? null : profile.name());
  }
}
