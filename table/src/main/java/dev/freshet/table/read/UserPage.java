package dev.freshet.table.read;

import dev.freshet.domain.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A page of the users that a user follows, or that follow the user, ordered by id.
 *
 * @param total number of users on all pages
 * @param next the {@code after} of the next page; empty on the last page
 */
public record UserPage(long total, List<UserId> users, Optional<UserId> next) {
  public UserPage {
    users = List.copyOf(users);
  }
}
