package dev.freshet.table.read;

import dev.freshet.domain.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Some of the users to whom a user is related, in the order of their ids.
 *
 * @param total how many there are on all pages
 * @param next what to ask for {@code after}; empty if none was left
 */
public record UserPage(long total, List<UserId> users, Optional<UserId> next) {
  public UserPage {
    users = List.copyOf(users);
  }
}
