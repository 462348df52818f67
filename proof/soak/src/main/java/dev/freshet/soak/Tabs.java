package dev.freshet.soak;

import dev.freshet.domain.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * The open tabs of persons: two with long-lived tokens, and one whose token expires repeatedly.
 * Thread-safe.
 */
final class Tabs {
  private static final int LONG_LIVED_TABS = 2;
  private static final Duration LONG = Duration.ofHours(12);
  private static final int SHORTEST_SECONDS = 15;
  private static final int LONGEST_SECONDS = 60;

  private final BiFunction<UserId, Duration, String> tokens;
  private final SoakClock clock;
  private final Map<Person, List<Tab>> lasting = new ConcurrentHashMap<>();
  private final Map<Person, Tab> passing = new ConcurrentHashMap<>();

  /**
   * @param tokens makes an access token of this lifetime
   */
  Tabs(BiFunction<UserId, Duration, String> tokens, SoakClock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  List<Tab> lasting(Person person) {
    return lasting.computeIfAbsent(person, _ -> List.of(open(person, LONG), open(person, LONG)));
  }

  /** Any tab of the person; the third one's token may be near or past its expiry. */
  Tab any(Person person, RandomGenerator random) {
    int index = random.nextInt(LONG_LIVED_TABS + 1);
    return index < LONG_LIVED_TABS
        ? lasting(person).get(index)
        : passing.computeIfAbsent(person, _ -> openForShort(person, random));
  }

  /** Forgets a tab whose token has expired. */
  void close(Tab tab) {
    passing.remove(tab.person(), tab);
  }

  /** A tab with an unused token, for which the edge has no objects. */
  Tab open(Person person, Duration lifetime) {
    long expiresAt = clock.now() + lifetime.toNanos();
    return Tab.of(person, tokens.apply(person.id(), lifetime), expiresAt);
  }

  private Tab openForShort(Person person, RandomGenerator random) {
    long seconds = random.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS);
    return open(person, Duration.ofSeconds(seconds));
  }
}
