package dev.freshet.writeapi;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.Access;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.table.Table;
import dev.freshet.table.write.ProductWrites;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/** {@code DELETE /products/{id}} of the API behind the product proxy. */
public final class DeleteProductHandler extends ApiFunction {

  /** Lambda's. */
  public DeleteProductHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  DeleteProductHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private DeleteProductHandler(Settings settings, InstantSource clock) {
    this(settings, clock, TableClient.table(settings, clock));
  }

  DeleteProductHandler(Settings settings, InstantSource clock, Table table) {
    super(
        settings,
        clock,
        Access.PROXIED,
        new WriteEndpoint(new DeleteProduct(new ProductWrites(table)), clock));
  }
}
