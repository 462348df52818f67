package dev.freshet.table.write;

import dev.freshet.domain.UserId;

/** A user follows or unfollows another user. */
public record Follow(UserId follower, UserId followed) {
  public Follow {
    if (follower.equals(followed)) {
      throw new IllegalArgumentException("a user cannot follow themself");
    }
  }
}
