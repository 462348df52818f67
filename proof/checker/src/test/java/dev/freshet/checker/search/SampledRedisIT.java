package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Variant;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.redis.RedisSettings;
import dev.freshet.viewcache.redis.RedisViewCache;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random schedules through the scripts in a real Redis and the cache in memory, side by side. */
final class SampledRedisIT {
  private static final int EPISODES = 40;
  private static final int STEPS = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static RedisServer server;
  private static RedisViewCache cache;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    RedisSettings settings =
        RedisSettings.of(server.uri().toString(), false).withTimeouts(PATIENCE);
    cache =
        RedisViewCache.open(
            settings,
            (script, cause) -> {
              throw new AssertionError(script, cause);
            });
    client = RedisClient.create(server.uri().toString());
    connection = client.connect();
  }

  @AfterAll
  static void stop() {
    connection.close();
    client.shutdown();
    cache.close();
    server.close();
  }

  @Test
  void theScriptsReplyAndKeepWhatTheCacheInMemoryDoes() {
    int calls = 0;
    for (long seed = 1; seed <= EPISODES; seed++) {
      calls += episode(seed, Variant.TRUE_PROTOCOL);
    }
    System.out.printf("%d steps beside a real Redis, %d calls compared%n", EPISODES * STEPS, calls);
    assertThat(calls).isGreaterThan(EPISODES * STEPS / 10);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"NO_FENCE", "FENCE_KEPT", "NO_SKEW", "GENERATION_UNCOMPARED", "FOUND_UNTOLD"})
  void aCacheThatDoesOneThingDifferentlyIsTold(Variant broken) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> {
          for (long seed = 1; seed <= EPISODES; seed++) {
            episode(seed, broken);
          }
        });
  }

  /** Returns the number of compared calls. */
  private static int episode(long seed, Variant variant) {
    SplittableRandom random = new SplittableRandom(seed);
    connection.setAutoFlushCommands(true);
    connection.sync().flushall();
    AtomicReference<ComparedCache> compared = new AtomicReference<>();
    Schedule schedule =
        new Schedule(
            LargeWorlds.besideRedis(random),
            variant,
            new Journal(false),
            memory -> {
              compared.set(new ComparedCache(memory, cache));
              return compared.get();
            });
    RedisBeside beside = new RedisBeside(connection, schedule.world());
    Pace pace = new Pace(random);
    Actions possible = new Actions();
    for (int step = 0; step < STEPS; step++) {
      int action = pace.next(schedule, true, possible);
      schedule.perform(action);
      beside.follow(action);
    }
    return compared.get().calls();
  }
}
