package dev.freshet.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Reads random pages until stopped, and passes each answer to the judge. */
final class Reader {
  private static final List<Page> PAGES = List.of(Page.values());
  private static final double WANTS_FRESH = 0.4;
  private static final double HAS_IT_ALREADY = 0.3;
  private static final int LONGEST_PAUSE_MILLIS = 60;

  /**
   * Near its expiry a token may count as valid or expired: clocks differ, and a request takes time.
   */
  private static final long UNCERTAIN = TimeUnit.SECONDS.toNanos(2);

  /** Greater than the age of any copy without a lease. */
  private static final int LONG_SECONDS = 6;

  private final Cast cast;
  private final RandomGenerator random;

  Reader(Cast cast, RandomGenerator random) {
    this.cast = cast;
    this.random = random;
  }

  void run(BooleanSupplier stopped) throws IOException, InterruptedException {
    while (!stopped.getAsBoolean()) {
      Tab tab = cast.tabs().any(cast.anybody(random), random);
      long left = tab.expiresAt() - cast.clock().now();
      if (left < -UNCERTAIN) {
        useExpired(tab);
      } else if (left > UNCERTAIN) {
        read(tab);
      }
      SoakClock.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    }
  }

  private void read(Tab tab) throws IOException, InterruptedException {
    Page page = PAGES.get(random.nextInt(PAGES.size()));
    Person.Question question = tab.person().ask(random.nextDouble() < WANTS_FRESH, cast.clock());
    ask(tab, page, question, random.nextInt(cast.locations()), false);
  }

  /**
   * Requests a page and judges the answer.
   *
   * @return its content; empty for an error
   */
  Optional<Seen> ask(Tab tab, Page page, Person.Question question, int location, boolean quiet)
      throws IOException, InterruptedException {
    String path = page.path(question.fresh());
    Optional<Tab.Remembered> has =
        tab.remembered(path).filter(_ -> random.nextDouble() < HAS_IT_ALREADY);
    String etag = has.map(Tab.Remembered::etag).orElse("");
    Reply reply = cast.edge().get(path, tab.token(), location, etag);
    Optional<Seen> seen =
        switch (reply.status()) {
          case 200 -> Optional.of(page.read(reply.json(), tab.person().id()));
          case 304 -> has.map(Tab.Remembered::seen);
          default -> Optional.empty();
        };
    if (seen.isEmpty()) {
      cast.tally().operation("reads: errors");
      cast.judge().error(reply, question.sentAt());
      return seen;
    }
    count(reply);
    cast.judge().shown(new Look(tab.person(), page, question, quiet), reply, seen.get());
    tab.remember(path, reply, seen.get());
    return seen;
  }

  private void count(Reply reply) {
    cast.tally().operation("reads: from " + Tier.of(reply));
    if (reply.header("X-Cache").contains("Hit") && age(reply) >= LONG_SECONDS) {
      cast.tally().count("reads: of a long copy");
    }
    if (reply.status() == 304) {
      cast.tally().count("reads: not modified");
    }
  }

  private static int age(Reply reply) {
    String age = reply.header("Age");
    return age.isEmpty() ? 0 : Integer.parseInt(age);
  }

  private void useExpired(Tab tab) throws IOException, InterruptedException {
    Page page = PAGES.get(random.nextInt(PAGES.size()));
    long sentAt = cast.clock().now();
    Reply reply = cast.edge().get(page.path(0), tab.token(), random.nextInt(cast.locations()), "");
    cast.tally().operation("reads: with an expired token");
    cast.judge().expired(reply, sentAt);
    cast.tabs().close(tab);
  }
}
