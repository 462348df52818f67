package dev.freshet.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The content of an answer.
 *
 * @param owner of the data, if the answer names it
 * @param name the number in the person's name
 * @param orderCount number of orders in the statistics
 * @param spentCents total cost in the statistics
 * @param cards the users on a page of users
 */
record Seen(
    Optional<String> owner,
    OptionalInt name,
    OptionalInt orderCount,
    OptionalLong spentCents,
    Optional<Listing> orders,
    Optional<Listing> unread,
    Optional<Listing> read,
    Optional<Cards> cards) {

  /** All lists of orders and of notifications. */
  Stream<Listing> listings() {
    return Stream.of(orders, unread, read).flatMap(Optional::stream);
  }

  /** Stands for a name that no person had. */
  static final int NOT_OURS = -1;

  /**
   * The orders, or the notifications of orders, on one page.
   *
   * @param ids by the order's number; {@link #NOT_OURS} stands for an order of no person
   * @param full whether the next page may have more
   */
  record Listing(Map<Integer, String> ids, boolean full) {
    Listing {
      ids = Map.copyOf(ids);
    }

    boolean has(int order) {
      return ids.containsKey(order);
    }

    /** Whether an id is older than all ids of a full page, and so belongs on a later one. */
    boolean isBeyond(String id) {
      return full && ids.values().stream().allMatch(each -> each.compareTo(id) > 0);
    }
  }

  /**
   * Users as shown to other users.
   *
   * @param numbers in their names, by id; {@link #NOT_OURS} stands for a name that the user never
   *     had
   */
  record Cards(Map<String, Integer> numbers, boolean full) {
    Cards {
      numbers = Map.copyOf(numbers);
    }
  }

  static Seen dashboard(JsonNode body, UserId user, int pageSize) {
    return new Seen(
        text(body, "userId"),
        OptionalInt.of(Names.numberIn(body.path("name").asText(), user)),
        OptionalInt.of(body.at("/stats/orders").asInt(NOT_OURS)),
        OptionalLong.of(body.at("/stats/spentCents").asLong(NOT_OURS)),
        Optional.empty(),
        Optional.of(notifications(body, user, pageSize)),
        Optional.empty(),
        Optional.empty());
  }

  static Seen profile(JsonNode body, UserId user) {
    return new Seen(
        text(body, "userId"),
        OptionalInt.of(Names.numberIn(body.path("name").asText(), user)),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Seen orders(JsonNode body, UserId user, int pageSize) {
    Map<Integer, String> ids = new HashMap<>();
    body.path("orders")
        .forEach(
            order -> ids.put(Names.orderOf(order.at("/lines/0"), user), order.path("id").asText()));
    return lists(
        Optional.of(new Listing(ids, body.path("orders").size() >= pageSize)),
        Optional.empty(),
        Optional.empty());
  }

  static Seen unread(JsonNode body, UserId user, int pageSize) {
    return lists(
        Optional.empty(), Optional.of(notifications(body, user, pageSize)), Optional.empty());
  }

  static Seen read(JsonNode body, UserId user, int pageSize) {
    return lists(
        Optional.empty(), Optional.empty(), Optional.of(notifications(body, user, pageSize)));
  }

  private static Seen lists(
      Optional<Listing> orders, Optional<Listing> unread, Optional<Listing> read) {
    return new Seen(
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        orders,
        unread,
        read,
        Optional.empty());
  }

  static Seen users(JsonNode body, int pageSize) {
    Map<String, Integer> numbers = new HashMap<>();
    body.path("users")
        .forEach(card -> {
          UserId user = new UserId(card.path("id").asText());
          numbers.put(user.value(), Names.numberIn(card.path("name").asText(), user));
        });
    return new Seen(
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Cards(numbers, body.path("users").size() >= pageSize)));
  }

  private static Listing notifications(JsonNode body, UserId user, int pageSize) {
    JsonNode all = body.path("notifications");
    Map<Integer, String> ids = new HashMap<>();
    all.forEach(each ->
        ids.put(Names.orderIn(each.path("message").asText(), user), each.path("id").asText()));
    return new Listing(ids, all.size() >= pageSize);
  }

  private static Optional<String> text(JsonNode body, String field) {
    return Optional.of(body.path(field).asText());
  }
}
