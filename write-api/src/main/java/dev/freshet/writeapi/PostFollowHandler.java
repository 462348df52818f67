package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.FollowWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /users/{id}/follow}. */
public final class PostFollowHandler extends ApiFunction {

  /** Lambda's. */
  public PostFollowHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PostFollowHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PostFollowHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  PostFollowHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        new WriteEndpoint(new ChangeFollow(new FollowWrites(table)::begin), clock));
  }
}
