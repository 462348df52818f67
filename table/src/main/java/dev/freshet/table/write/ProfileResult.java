package dev.freshet.table.write;

import dev.freshet.table.item.ProfileItem;

/** The outcome of changing a profile. */
public sealed interface ProfileResult {

  /** It is committed, and the profile is now this. */
  record Saved(ProfileItem profile) implements ProfileResult {}

  /** The profile is not in the state that the change was made for; nothing was written. */
  record Stale(ProfileItem current) implements ProfileResult {}

  /** Another user has the address; nothing was written. */
  record EmailTaken() implements ProfileResult {}

  /** The user has no account; nothing was written. */
  record NoSuchUser() implements ProfileResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements ProfileResult {}
}
