package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.UserDeletion;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code DELETE /users/current}. */
public final class DeleteUserHandler extends ApiFunction {

  /** Lambda's. */
  public DeleteUserHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  DeleteUserHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private DeleteUserHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  DeleteUserHandler(Settings settings, InstantSource clock, Table table) {
    super(settings, clock, new WriteEndpoint(new DeleteUser(new UserDeletion(table)), clock));
  }
}
