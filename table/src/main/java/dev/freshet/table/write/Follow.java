package dev.freshet.table.write;

import dev.freshet.domain.UserId;

/** Who follows whom, or no longer does. */
public record Follow(UserId follower, UserId followed) {
  public Follow {
    if (follower.equals(followed)) {
      throw new IllegalArgumentException("a user cannot follow themself");
    }
  }
}
