package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.ProductWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /products} of the API behind the product proxy. */
public final class PostProductHandler extends ApiFunction {

  /** Lambda's. */
  public PostProductHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PostProductHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PostProductHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  PostProductHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        Access.PROXIED,
        new WriteEndpoint(new PostProduct(new ProductWrites(table)), clock));
  }
}
