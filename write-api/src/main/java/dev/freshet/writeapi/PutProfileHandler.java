package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.ProfileWrites;
import dev.freshet.table.write.UserWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code PUT /users/current} and {@code PUT /profile}. */
public final class PutProfileHandler extends ApiFunction {

  /** Lambda's. */
  public PutProfileHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PutProfileHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PutProfileHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  PutProfileHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        new WriteEndpoint(new PutProfile(new ProfileWrites(table), new UserWrites(table)), clock));
  }
}
