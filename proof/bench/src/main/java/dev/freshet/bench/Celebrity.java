package dev.freshet.bench;

import dev.freshet.domain.EmailAddress;
import dev.freshet.domain.UserId;
import dev.freshet.local.system.ChangeStep;
import dev.freshet.local.system.ChangeStep.Kind;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.table.Table;
import dev.freshet.table.write.Follow;
import dev.freshet.table.write.FollowWrites;
import dev.freshet.table.write.UserWrites;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A user whose renames are measured, and ten followers who have pages with the name at the edge.
 */
final class Celebrity {
  private static final int LOOKING = 10;
  private static final String PAGE = "/users/current/following";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Greater than the age of any copy without a lease. */
  private static final long LONG_SECONDS = 6;

  private final LocalSystem system;
  private final UserId user;
  private final Browser browser;
  private final List<Browser> followers;

  private Celebrity(LocalSystem system, UserId user, Browser browser, List<Browser> followers) {
    this.system = system;
    this.user = user;
    this.browser = browser;
    this.followers = followers;
  }

  /** Signs up the user and the followers with pages. */
  static void signUp(Table table, UserId user) {
    UserWrites users = new UserWrites(table);
    FollowWrites follows = new FollowWrites(table);
    users.create(user, user.value(), email(user), "setup");
    looking(user)
        .forEach(follower -> {
          users.create(follower, follower.value(), email(follower), "setup");
          follows.begin(new Follow(follower, user), "setup");
        });
  }

  /** A user whom {@link #signUp} has put into this system's table. */
  static Celebrity of(LocalSystem system, UserId user) {
    List<Browser> followers = looking(user).map(follower -> browser(system, follower)).toList();
    return new Celebrity(system, user, browser(system, user), followers);
  }

  /** The number of followers without a crowd. */
  static int looking() {
    return LOOKING;
  }

  private static Stream<UserId> looking(UserId user) {
    return IntStream.range(0, LOOKING).mapToObj(i -> new UserId(user + "-follower-" + i));
  }

  /** Renames the user while the edge has the pages of all followers. */
  Rename rename(int round) {
    followers.forEach(Celebrity::lease);
    String correlationId = "rename-" + user + "-" + round;
    String name = user + " the " + round + ".";
    Instant committed = browser.rename(name, email(user).value(), correlationId);
    await(() -> steps(correlationId, Kind.PURGED).size() == 1);
    followers.forEach(follower -> await(() -> follower.get(PAGE).shows(name)));
    return new Rename(
        steps(correlationId, Kind.EVICTED).size(),
        steps(correlationId, Kind.PURGE_ISSUED).stream()
            .mapToInt(step -> step.details().size())
            .sum(),
        after(committed, correlationId, Kind.EVICTED),
        after(committed, correlationId, Kind.PURGE_ISSUED),
        after(committed, correlationId, Kind.PURGED));
  }

  /** Repeats conditional requests until the edge has a long copy. */
  private static void lease(Browser follower) {
    await(() -> follower.repeat(PAGE) >= LONG_SECONDS);
  }

  private Duration after(Instant committed, String correlationId, Kind kind) {
    return Duration.between(committed, steps(correlationId, kind).getFirst().at());
  }

  private List<ChangeStep> steps(String correlationId, Kind kind) {
    List<ChangeStep> steps = new ArrayList<>(system.changes().steps(correlationId));
    steps.removeIf(step -> step.kind() != kind);
    return steps;
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private static EmailAddress email(UserId user) {
    return new EmailAddress(user + "@example.com");
  }

  private static Browser browser(LocalSystem system, UserId user) {
    return new Browser(system.url(), system.token(user, Duration.ofHours(12)));
  }
}
