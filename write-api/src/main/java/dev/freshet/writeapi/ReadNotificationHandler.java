package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.NotificationWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /notifications/{id}/read}. */
public final class ReadNotificationHandler extends ApiFunction {

  /** Lambda's. */
  public ReadNotificationHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  ReadNotificationHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ReadNotificationHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  ReadNotificationHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        new WriteEndpoint(new ReadNotification(new NotificationWrites(table)), clock));
  }
}
