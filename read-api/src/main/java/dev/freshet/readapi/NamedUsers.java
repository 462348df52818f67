package dev.freshet.readapi;

import dev.freshet.domain.UserId;
import dev.freshet.table.read.UserPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of users as it is cached: their ids only, so a change of a user does not affect it. */
record NamedUsers(long total, List<UserId> users, @Nullable UserId nextCursor) {

  /**
   * Each user's card has a tag, as the page has, and CloudFront takes at most 50 on one object. See
   * <a
   * href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/tag-based-invalidation.html">invalidating
   * by tag</a>.
   */
  static final int MOST = 40;

  NamedUsers {
    users = List.copyOf(users);
  }

  static NamedUsers of(UserPage page) {
    return new NamedUsers(page.total(), page.users(), page.next().orElse(null));
  }

  /** The page with its cards. */
  record Users(long total, List<Card> users, @Nullable UserId nextCursor) {}

  Users shown(List<Card> cards) {
    return new Users(total, cards, nextCursor);
  }
}
