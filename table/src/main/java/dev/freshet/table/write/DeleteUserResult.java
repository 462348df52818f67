package dev.freshet.table.write;

/** What came of a request to delete an account. */
public sealed interface DeleteUserResult {

  /** The account is gone; the rest of what belonged to it is to be deleted. */
  record Begun() implements DeleteUserResult {}

  /** It was so before; nothing was written. */
  record BegunBefore() implements DeleteUserResult {}

  /** The user has no account; nothing was written. */
  record NoSuchUser() implements DeleteUserResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements DeleteUserResult {}
}
