package dev.freshet.readapi;

import dev.freshet.domain.ViewCatalogue;
import dev.freshet.table.read.TableReads;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code GET /users/current/followers}: the caller's followers, in pages. */
public final class FollowersHandler extends ViewFunction {
  static final UserView VIEW = UserView.ofUsers(ViewCatalogue.FOLLOWERS, TableReads::followers);

  public FollowersHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  FollowersHandler(Map<String, String> environment, InstantSource clock) {
    super(ReadParts.of(environment, clock), VIEW);
  }
}
