package dev.freshet.readapi;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.read.TableReads;

/** {@code GET /users/current/followers}: the caller's followers, in pages. */
public final class FollowersHandler extends ViewFunction {
  public FollowersHandler() {
    this(ReadParts.ofProcess());
  }

  FollowersHandler(ReadParts parts) {
    super(parts, UserView.ofUsers(ViewCatalogue.FOLLOWERS, TableReads::followers));
  }
}
