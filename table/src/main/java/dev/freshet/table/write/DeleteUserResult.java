package dev.freshet.table.write;

/** The outcome of deleting an account. */
public sealed interface DeleteUserResult {

  /** The account is deleted; its remaining items are deleted in the background. */
  record Begun() implements DeleteUserResult {}

  /** It was so before; nothing was written. */
  record BegunBefore() implements DeleteUserResult {}

  /** The user has no account; nothing was written. */
  record NoSuchUser() implements DeleteUserResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements DeleteUserResult {}
}
