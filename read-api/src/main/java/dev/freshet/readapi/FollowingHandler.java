package dev.freshet.readapi;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.read.TableReads;

/** {@code GET /users/current/following}: the users that the caller follows, in pages. */
public final class FollowingHandler extends ViewFunction {
  public FollowingHandler() {
    this(ReadParts.ofProcess());
  }

  FollowingHandler(ReadParts parts) {
    super(parts, UserView.ofUsers(ViewCatalogue.FOLLOWING_PAGE, TableReads::following));
  }
}
