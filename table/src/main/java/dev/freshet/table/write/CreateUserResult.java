package dev.freshet.table.write;

import dev.freshet.table.item.ProfileItem;

/** The outcome of creating a user. */
public sealed interface CreateUserResult {

  /** The user can sign in and order. */
  record Created(ProfileItem profile) implements CreateUserResult {}

  /** There is a user of this id; nothing was written. */
  record UserExists() implements CreateUserResult {}

  /** What a former account of this id had is still being deleted; nothing was written. */
  record BeingDeleted() implements CreateUserResult {}

  /** Another user has the address; nothing was written. */
  record EmailTaken() implements CreateUserResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements CreateUserResult {}
}
