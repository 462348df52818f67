package dev.freshet.e2e.scenario;

import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.platform.Platform;
import dev.freshet.table.Table;
import dev.freshet.table.write.ProductWrites;
import java.time.Clock;
import java.util.UUID;

/** Products of a scenario. */
final class Products {
  private Products() {}

  /** Writes a new product to the table, and returns its id. */
  static String one(Freshet freshet) {
    Platform platform = freshet.platform();
    String id = "tea-" + UUID.randomUUID();
    Table table = new Table(platform.dynamoDb(), platform.output("TableName"), Clock.systemUTC());
    new ProductWrites(table).create(new ProductId(id), ProductDetails.of("Tea", 450), "e2e");
    return id;
  }
}
