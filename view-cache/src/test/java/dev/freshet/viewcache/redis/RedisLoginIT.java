package dev.freshet.viewcache.redis;

import static dev.freshet.viewcache.redis.ClusterCalls.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.SteppedClock;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server whose user has a password, which may change. */
class RedisLoginIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration RENEW_EVERY = Duration.ofHours(11);
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final String ODD = "p@ss:/w%rd +?#";

  private final RedisServer server = RedisServer.start();
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final StatefulRedisConnection<String, String> connection = client.connect();
  private final RedisCommands<String, String> operator = connection.sync();
  private final SteppedClock clock = new SteppedClock();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private volatile String password = "first";

  @BeforeEach
  void theUserIsTheOnlyOneThatMayDoAnything() {
    setPassword("first");
  }

  @AfterEach
  void close() {
    connection.close();
    client.shutdown();
    server.close();
  }

  private void setPassword(String text) {
    operator.aclSetuser(
        "app", AclSetuserArgs.Builder.reset().on().allKeys().allCommands().addPassword(text));
  }

  private RedisLink open(RedisSettings settings) {
    return RedisLink.open(
        settings.withTimeouts(PATIENCE), clock, (_, cause) -> failures.add(cause));
  }

  private RedisLink open() {
    return open(
        RedisSettings.of(server.uri().toString(), false)
            .withLogin(new RedisLogin("app", () -> password, RENEW_EVERY)));
  }

  private static boolean isServed(RedisLink link) {
    return link.runEach(Script.READ, List.of(read(ALICE)), PATIENCE, PATIENCE).getFirst()
        instanceof Outcome.Replied;
  }

  /** How often a connection that was open has logged in. */
  private int renewals() {
    return operator
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_auth:"))
        .mapToInt(line -> Integer.parseInt(line.replaceFirst(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }

  private long connections() {
    return operator.clientList().lines().filter(line -> line.contains("user=app ")).count();
  }

  @Test
  void aUserAndAPasswordInTheUrlLogIn() {
    setPassword(ODD);
    URI uri = server.uri();
    String url = "redis://app:p%40ss%3A%2Fw%25rd%20%2B%3F%23@127.0.0.1:" + uri.getPort();
    try (RedisLink link = open(RedisSettings.of(url, false))) {
      assertThat(isServed(link)).isTrue();
      assertThat(connections()).isEqualTo(1);
    }
  }

  @Test
  void aWrongPasswordIsAFailureThatIsTold() {
    password = "wrong";
    try (RedisLink link = open()) {
      assertThat(isServed(link)).isFalse();
      assertThat(failures)
          .first()
          .satisfies(failure -> assertThat(failure).hasStackTraceContaining("WRONGPASS"));
    }
  }

  @Test
  void aConnectionThatWasClosedIsReplacedByOneWithTheNewPassword() {
    try (RedisLink link = open()) {
      assertThat(isServed(link)).isTrue();
      setPassword("second");
      password = "second";
      operator.clientKill(KillArgs.Builder.user("app"));

      await().until(() -> isServed(link));
      assertThat(connections()).isEqualTo(1);
    }
  }

  @Test
  void anOpenConnectionLogsInAgainBeforeItsTimeIsOverAndNoSooner() {
    try (RedisLink link = open()) {
      assertThat(isServed(link)).isTrue();
      clock.advance(RENEW_EVERY.minusSeconds(1));
      assertThat(isServed(link)).isTrue();
      assertThat(renewals()).isZero();

      setPassword("second");
      password = "second";
      clock.advance(Duration.ofSeconds(1));
      assertThat(isServed(link)).isTrue();
      assertThat(isServed(link)).isTrue();

      assertThat(renewals()).isEqualTo(1);
      assertThat(connections()).isEqualTo(1);
      assertThat(failures).isEmpty();
    }
  }

  @Test
  void aRenewalThatIsRefusedIsToldAndTriedAgainAfterAMinuteOnTheSameConnection() {
    try (RedisLink link = open()) {
      assertThat(isServed(link)).isTrue();
      password = "wrong";
      clock.advance(RENEW_EVERY);
      assertThat(isServed(link)).isTrue();
      await().until(() -> failures.size() == 1);
      assertThat(isServed(link)).isTrue();
      assertThat(renewals()).isEqualTo(1);

      password = "first";
      clock.advance(Duration.ofMinutes(1));
      assertThat(isServed(link)).isTrue();
      assertThat(isServed(link)).isTrue();
      assertThat(renewals()).isEqualTo(2);
      assertThat(failures).hasSize(1);
    }
  }
}
