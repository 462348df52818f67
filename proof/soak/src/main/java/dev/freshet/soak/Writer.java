package dev.freshet.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Makes random changes until stopped. Each is repeated until it is acknowledged, because a lost
 * answer may have followed a commit; all changes may be repeated.
 */
final class Writer {
  private static final List<Change.Kind> KINDS = List.of(Change.Kind.values());
  private static final int LONGEST_PAUSE_MILLIS = 300;
  private static final Duration BEFORE_REPETITION = Duration.ofMillis(200);

  /** Longer than any fault. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

  private final Cast cast;
  private final RandomGenerator random;

  Writer(Cast cast, RandomGenerator random) {
    this.cast = cast;
    this.random = random;
  }

  void run(BooleanSupplier stopped) throws IOException, InterruptedException {
    while (!stopped.getAsBoolean()) {
      Person person = cast.anybody(random);
      Change.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      if (person.turn(kind).tryLock()) {
        try {
          change(person, kind);
        } finally {
          person.turn(kind).unlock();
        }
      }
      SoakClock.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    }
  }

  private void change(Person person, Change.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case RENAME -> rename(person);
      case ORDER -> order(person);
      case MARK_READ -> markRead(person);
      case FOLLOW -> follow(person);
    }
  }

  /** Gives the person the next name. */
  void rename(Person person) throws IOException, InterruptedException {
    int number = person.sent(Change.Kind.RENAME) + 1;
    String body =
        "{\"name\":\"%s\",\"email\":\"%s\"}"
            .formatted(Names.name(person.id(), number), person.email());
    Change change = person.begin(Change.Kind.RENAME, number, cast.clock());
    send(person, change, "PUT", "/profile", body, "If-Match", "*");
  }

  private void order(Person person) throws IOException, InterruptedException {
    int number = person.sent(Change.Kind.ORDER) + 1;
    if (number <= Names.MOST_ORDERS) {
      Change change = person.begin(Change.Kind.ORDER, number, cast.clock());
      String body = Names.order(person.id(), number);
      send(person, change, "POST", "/orders", body, "Idempotency-Key", "order-" + number);
    }
  }

  private void follow(Person person) throws IOException, InterruptedException {
    Person other = cast.anybody(random);
    if (other != person) {
      Change change = person.beginToFollow(other, cast.clock());
      String method = change.following() ? "POST" : "DELETE";
      send(person, change, method, "/users/" + other.id() + "/follow", "");
    }
  }

  /** Reads the notifications and marks one as read. */
  private void markRead(Person person) throws IOException, InterruptedException {
    Tab tab = cast.tabs().lasting(person).getFirst();
    var seen =
        new Reader(cast, random)
            .ask(tab, Page.UNREAD, person.ask(true, cast.clock()), 0, false)
            .flatMap(Seen::unread);
    if (seen.isPresent()) {
      OptionalInt order = unreadOf(person, seen.get());
      if (order.isPresent()) {
        Change change = person.begin(Change.Kind.MARK_READ, order.getAsInt(), cast.clock());
        String id = seen.get().ids().get(order.getAsInt());
        send(person, change, "POST", "/notifications/" + id + "/read", "");
      }
    }
  }

  private static OptionalInt unreadOf(Person person, Seen.Listing unread) {
    return unread.ids().keySet().stream()
        .filter(order -> order != Seen.NOT_OURS)
        .filter(order -> !person.hasSent(Change.Kind.MARK_READ, order))
        .mapToInt(order -> order)
        .min();
  }

  private void send(
      Person person, Change change, String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    String token = cast.tabs().lasting(person).getFirst().token();
    while (cast.clock().now() - change.sentAt() < PATIENCE) {
      long sentAt = cast.clock().now();
      Reply reply = cast.edge().change(method, path, token, body, headers);
      if (reply.status() < 300) {
        cast.tally().operation("changes: " + change.kind().name().toLowerCase(Locale.ROOT));
        person.acknowledge(
            change, reply.json().path("id").asText(), freshAfter(reply), cast.clock());
        return;
      }
      cast.tally().operation("changes: errors");
      cast.judge().error(reply, sentAt);
      SoakClock.pause(BEFORE_REPETITION);
    }
    cast.judge()
        .violate(
            Violation.Kind.NOT_SETTLED,
            cast.clock().now(),
            person.id() + " was never answered: " + change);
  }

  private static long freshAfter(Reply reply) {
    String value = reply.header("X-Fresh-After");
    return value.isEmpty() ? 0 : Long.parseLong(value);
  }
}
