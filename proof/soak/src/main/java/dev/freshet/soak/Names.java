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
 * How values are told apart by their content: the number of a name stands in the name, the number
 * of an order in its first line's product and quantity.
 */
final class Names {

  /** An order line's largest quantity. */
  private static final int QUANTITIES = 99;

  private static final int WARES = 5;

  /** Of one person: then they buy no more. */
  static final int MOST_ORDERS = QUANTITIES * WARES;

  static final long PRICE_CENTS = 7;

  private static final Pattern NAME = Pattern.compile("No (\\d+) of (\\S+)");
  private static final Pattern LINE = Pattern.compile("(\\d+) × Ware (\\d+) of (\\S+)");

  private Names() {}

  static String name(UserId user, int number) {
    return "No " + number + " of " + user;
  }

  /** The number in a user's name; {@link Seen#NOT_OURS} if it is another's. */
  static int numberIn(String name, UserId user) {
    Matcher matcher = NAME.matcher(name);
    boolean ours = matcher.matches() && matcher.group(2).equals(user.value());
    return ours ? Integer.parseInt(matcher.group(1)) : Seen.NOT_OURS;
  }

  /** What only this user buys, by the product's id. */
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

  /** What the orders up to this number cost together. */
  static long spentCents(int number) {
    return PRICE_CENTS * IntStream.rangeClosed(1, number).mapToLong(Names::quantity).sum();
  }

  static int orderOf(JsonNode line, UserId user) {
    return orderIn(line.path("quantity").asText() + " × " + line.path("name").asText(), user);
  }

  /**
   * The number of the user's order that a text is about, such as "Your order of 3 × Ware 0 of ann
   * is placed".
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
