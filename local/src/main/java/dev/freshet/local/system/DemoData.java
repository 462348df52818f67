package dev.freshet.local.system;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.ProductDetails;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import dev.freshet.emulators.cognito.PoolUser;
import dev.freshet.table.Table;
import dev.freshet.table.write.CreateUserResult;
import dev.freshet.table.write.NotificationWrites;
import dev.freshet.table.write.OrderWrites;
import dev.freshet.table.write.PlaceOrder;
import dev.freshet.table.write.ProductWrites;
import dev.freshet.table.write.UserWrites;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Two users, an administrator and a few products to try the system with. Made once: what is there
 * is left alone.
 */
final class DemoData {
  private static final String CORRELATION_ID = "demo-data";

  private static final List<ProductDetails> PRODUCTS =
      List.of(
          ProductDetails.of("Tea", "Green tea, loose\n100 g", 450),
          ProductDetails.of("Coffee", "Whole beans\n250 g", 620),
          ProductDetails.of("Cup", "Stoneware, 250 ml", 1250),
          ProductDetails.of("Kettle", "Steel, 1.2 l", 4990));

  /** The demo users. */
  static final List<PoolUser> USERS =
      List.of(
          poolUser("alice", "Alice", List.of()),
          poolUser("bob", "Bob", List.of()),
          poolUser("olga", "Olga", List.of("admin")));

  private final ProductWrites products;
  private final UserWrites users;
  private final OrderWrites orders;
  private final NotificationWrites notifications;

  DemoData(Table table) {
    products = new ProductWrites(table);
    users = new UserWrites(table);
    orders = new OrderWrites(table);
    notifications = new NotificationWrites(table);
  }

  void create() {
    PRODUCTS.forEach(
        details -> products.create(product(details.name().value()), details, CORRELATION_ID));
    user("alice", "Alice", List.of(line("Tea", 2), line("Cup", 1)), List.of(line("Kettle", 1)));
    user("bob", "Bob", List.of(line("Coffee", 3)));
    user("olga", "Olga");
  }

  /** As the template's parameter takes them. */
  static String productIds() {
    return PRODUCTS.stream()
        .map(details -> product(details.name().value()).value())
        .collect(Collectors.joining(","));
  }

  private static PoolUser poolUser(String id, String name, List<String> groups) {
    return new PoolUser(id, id + "@example.com", name, groups);
  }

  @SafeVarargs
  private void user(String id, String name, List<PlaceOrder.Line>... placed) {
    UserId user = new UserId(id);
    EmailAddress email = new EmailAddress(id + "@example.com");
    CreateUserResult result = users.create(user, name, email, CORRELATION_ID);
    if (result instanceof CreateUserResult.Created) {
      notifications.create(user, "Welcome, " + name, CORRELATION_ID);
      for (int i = 0; i < placed.length; i++) {
        orders.place(new PlaceOrder(user, "demo-" + i, placed[i], CORRELATION_ID));
      }
    }
  }

  private static PlaceOrder.Line line(String product, int quantity) {
    return new PlaceOrder.Line(product(product), quantity);
  }

  private static ProductId product(String name) {
    return new ProductId(name.toLowerCase(Locale.ROOT));
  }
}
