package dev.freshet.readapi;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.read.TableReads;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code GET /users/current/following}: the users that the caller follows, in pages. */
public final class FollowingHandler extends ViewFunction {
  static final UserView VIEW =
      UserView.ofUsers(ViewCatalogue.FOLLOWING_PAGE, TableReads::following);

  public FollowingHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  FollowingHandler(Map<String, String> environment, InstantSource clock) {
    super(ReadParts.of(environment, clock), VIEW);
  }
}
