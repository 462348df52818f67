package dev.freshet.table.write;

import dev.freshet.domain.UserId;

/** What came of a request to follow a user, or to follow them no longer. */
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
