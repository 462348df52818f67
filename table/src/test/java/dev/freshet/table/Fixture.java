package dev.freshet.table;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ItemKey;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import dev.freshet.servers.TestTables;
import dev.freshet.table.item.Attribute;
import dev.freshet.table.item.Item;
import dev.freshet.table.item.Item.Stamp;
import dev.freshet.table.item.ProductItem;
import dev.freshet.table.write.CreateProductResult;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.ProductWrites;
import dev.freshet.table.write.UserWrites;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An empty table with a clock and a client that tests can interfere with. */
public final class Fixture {
  public static final UserId ALICE = new UserId("alice");
  public static final UserId BOB = new UserId("bob");
  public static final ProductId TEA = new ProductId("tea");
  public static final ProductId MUG = new ProductId("mug");

  public final ManualClock clock = new ManualClock();
  public final InterferingClient client;
  public final Table table;

  public Fixture(TestTables tables) {
    client = new InterferingClient(tables.client());
    table = new Table(client, tables.create(), clock);
  }

  public CreateUserResult create(UserId user) {
    return new UserWrites(table)
        .create(user, user.value(), new EmailAddress(user + "@example.com"), "setup");
  }

  public CreateProductResult create(ProductId product, long priceCents) {
    return new ProductWrites(table)
        .create(product, ProductDetails.of("Good " + product, priceCents), "setup");
  }

  /** Writes an item as it is, whatever stands there. */
  public void put(Item item) {
    Map<String, AttributeValue> whole = item.stamped(new Stamp(clock.instant(), "setup"));
    client.real().putItem(request -> request.tableName(table.name()).item(whole));
  }

  public void changePrice(ProductId product, long priceCents) {
    put(new ProductItem(product, ProductDetails.of("Good " + product, priceCents), 2));
  }

  public void delete(ItemKey key) {
    client.real().deleteItem(request -> request.tableName(table.name()).key(Attribute.key(key)));
  }

  /** Everything in the table. */
  public List<Map<String, AttributeValue>> everything() {
    return client.real().scan(request -> request.tableName(table.name())).items();
  }

  /** How many items have a sort key that starts so. */
  public long count(String sortKeyPrefix) {
    return everything().stream()
        .filter(item -> text(item, Attribute.SORT_KEY).startsWith(sortKeyPrefix))
        .count();
  }

  /** The text of an attribute, or an empty one if the item has none of this name. */
  public static String text(Map<String, AttributeValue> item, String attribute) {
    return item.getOrDefault(attribute, Attribute.text("")).s();
  }
}
