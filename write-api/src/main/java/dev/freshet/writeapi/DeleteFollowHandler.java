package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.FollowWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code DELETE /users/{id}/follow}. */
public final class DeleteFollowHandler extends ApiFunction {

  /** Lambda's. */
  public DeleteFollowHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  DeleteFollowHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private DeleteFollowHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  DeleteFollowHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings, clock, new WriteEndpoint(new ChangeFollow(new FollowWrites(table)::end), clock));
  }
}
