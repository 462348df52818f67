package dev.freshet.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.UserId;
import java.util.Optional;

/** A page, and how to parse its answers. */
enum Page {
  DASHBOARD("/dashboard", 10),
  PROFILE("/profile", 1),
  ORDERS("/orders", 20),
  MORE_ORDERS("/orders?limit=50", 50),
  UNREAD("/notifications?limit=50", 50),
  READ("/notifications?status=read&limit=50", 50),
  FOLLOWERS("/users/current/followers?limit=40", 40),
  FOLLOWING("/users/current/following?limit=40", 40);

  private final String path;
  private final int size;

  Page(String path, int size) {
    this.path = path;
    this.size = size;
  }

  /** The path with its query, and {@code fresh} if it is not 0. */
  String path(long fresh) {
    String sign = path.contains("?") ? "&" : "?";
    return fresh == 0 ? path : path + sign + "fresh=" + fresh;
  }

  Seen read(JsonNode body, UserId user) {
    return switch (this) {
      case DASHBOARD -> Seen.dashboard(body, user, size);
      case PROFILE -> Seen.profile(body, user);
      case ORDERS, MORE_ORDERS -> Seen.orders(body, user, size);
      case UNREAD -> Seen.unread(body, user, size);
      case READ -> Seen.read(body, user, size);
      case FOLLOWERS, FOLLOWING -> Seen.users(body, size);
    };
  }

  /** Whether it has other users' cards, joined at read time. */
  boolean showsOthers() {
    return this == FOLLOWERS || this == FOLLOWING;
  }

  /** Whether the reader's page can show this change of the author. */
  boolean mayShow(Change change, Person author, Person reader) {
    return switch (this) {
      case FOLLOWERS ->
          change.kind() == Change.Kind.RENAME || change.other().equals(reader.id().value());
      case FOLLOWING ->
          change.kind() == Change.Kind.RENAME
              || (change.kind() == Change.Kind.FOLLOW && author == reader);
      default -> author == reader && change.kind() != Change.Kind.FOLLOW;
    };
  }

  /**
   * Whether an answer of this page shows a change; empty if unknown, because it may be on another
   * page or undone by a later change that was sent by then.
   */
  Optional<Boolean> shows(Seen seen, Change change, Person author) {
    return switch (change.kind()) {
      case RENAME -> showsName(seen, change, author);
      case ORDER -> showsOrder(seen, change, author);
      case MARK_READ -> showsRead(seen, change);
      case FOLLOW -> showsFollow(seen, change, author);
    };
  }

  private static Optional<Boolean> showsName(Seen seen, Change change, Person author) {
    return seen.cards()
        .map(cards -> Optional.ofNullable(cards.numbers().get(author.id().value())))
        .orElseGet(() -> seen.name().stream().boxed().findFirst())
        .map(number -> number >= change.number());
  }

  private Optional<Boolean> showsFollow(Seen seen, Change change, Person author) {
    String shown = this == FOLLOWING ? change.other() : author.id().value();
    boolean last = author.latestAbout(change.other()).filter(change::equals).isPresent();
    return seen.cards()
        .filter(_ -> last)
        .filter(cards -> cards.numbers().containsKey(shown) || !cards.full())
        .map(cards -> cards.numbers().containsKey(shown) == change.following());
  }

  private static Optional<Boolean> showsOrder(Seen seen, Change change, Person person) {
    int order = change.number();
    if (seen.orderCount().isPresent()) {
      return Optional.of(seen.orderCount().getAsInt() >= order);
    }
    if (seen.orders().isPresent()) {
      Seen.Listing orders = seen.orders().get();
      return orders.isBeyond(change.orderId()) ? Optional.empty() : Optional.of(orders.has(order));
    }
    boolean mayBeRead = person.hasSent(Change.Kind.MARK_READ, order);
    return seen.unread()
        .filter(unread -> unread.has(order) || !(unread.full() || mayBeRead))
        .map(unread -> unread.has(order));
  }

  private static Optional<Boolean> showsRead(Seen seen, Change change) {
    int order = change.number();
    if (seen.unread().isPresent()) {
      return Optional.of(!seen.unread().get().has(order));
    }
    return seen.read().filter(read -> read.has(order) || !read.full()).map(read -> read.has(order));
  }
}
