package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.PreferencesWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code PUT /users/current/preferences}. */
public final class PutPreferencesHandler extends ApiFunction {

  /** Lambda's. */
  public PutPreferencesHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PutPreferencesHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PutPreferencesHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  PutPreferencesHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        new WriteEndpoint(new PutPreferences(new PreferencesWrites(table)), clock));
  }
}
