package dev.freshet.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.ProductId;
import dev.freshet.domain.UserId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Identifies values by their content: a name contains its number; the first line's product and
 * quantity give an order's number.
 */
final class Names {

  /** The largest quantity of an order line. */
  private static final int QUANTITIES = 99;

  private static final int WARES = 5;

  /** The maximum of orders per person. */
  static final int MOST_ORDERS = QUANTITIES * WARES;

  static final long PRICE_CENTS = 7;

  private static final Pattern NAME = Pattern.compile("No (\\d+) of (\\S+)");
  private static final Pattern LINE = Pattern.compile("(\\d+) × Ware (\\d+) of (\\S+)");

  private Names() {}

  static String name(UserId user, int number) {
    return "No " + number + " of " + user;
  }

  /** The number in a user's name; {@link Seen#NOT_OURS} if it is not a name of that user. */
  static int numberIn(String name, UserId user) {
    Matcher matcher = NAME.matcher(name);
    boolean ours = matcher.matches() && matcher.group(2).equals(user.value());
    return ours ? Integer.parseInt(matcher.group(1)) : Seen.NOT_OURS;
  }

  /** The products that only this user buys, by id. */
  static Map<ProductId, String> wares(UserId user) {
    return IntStream.range(0, WARES)
        .boxed()
        .collect(
            Collectors.toMap(ware -> ware(user, ware), ware -> "Ware " + ware + " of " + user));
  }

  /** The body of a user's order of this number. */
  static String order(UserId user, int number) {
    return "{\"lines\":[{\"productId\":\"%s\",\"quantity\":%d}]}"
        .formatted(ware(user, (number - 1) / QUANTITIES), quantity(number));
  }

  private static ProductId ware(UserId user, int ware) {
    return new ProductId("ware-" + user + "-" + ware);
  }

  /** The total cost of the orders up to this number. */
  static long spentCents(int number) {
    return PRICE_CENTS * IntStream.rangeClosed(1, number).mapToLong(Names::quantity).sum();
  }

  static int orderOf(JsonNode line, UserId user) {
    return orderIn(line.path("quantity").asText() + " × " + line.path("name").asText(), user);
  }

  /**
   * The number of the user's order in a text such as "Your order of 3 × Ware 0 of ann is placed".
   */
  static int orderIn(String text, UserId user) {
    Matcher matcher = LINE.matcher(text);
    return matcher.find() && matcher.group(3).equals(user.value())
        ? Integer.parseInt(matcher.group(2)) * QUANTITIES + Integer.parseInt(matcher.group(1))
        : Seen.NOT_OURS;
  }

  private static int quantity(int number) {
    return (number - 1) % QUANTITIES + 1;
  }
}
