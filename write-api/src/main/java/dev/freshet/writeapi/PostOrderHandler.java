package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.OrderWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /orders}. */
public final class PostOrderHandler extends ApiFunction {

  /** Lambda's. */
  public PostOrderHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PostOrderHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PostOrderHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  PostOrderHandler(Settings settings, InstantSource clock, Table table) {
    super(settings, clock, new WriteEndpoint(new PostOrder(new OrderWrites(table)), clock));
  }
}
