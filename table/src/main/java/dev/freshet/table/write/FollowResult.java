package dev.freshet.table.write;

import dev.freshet.domain.UserId;

/** The outcome of following or unfollowing a user. */
public sealed interface FollowResult {

  /** It is committed. */
  record Changed() implements FollowResult {}

  /** It was so before; nothing was written. */
  record Unchanged() implements FollowResult {}

  /** One of the two has no account; nothing was written. */
  record NoSuchUser(UserId user) implements FollowResult {}

  /** Others were in the way until tries ran out; nothing was written, and trying later may work. */
  record Conflict() implements FollowResult {}
}
