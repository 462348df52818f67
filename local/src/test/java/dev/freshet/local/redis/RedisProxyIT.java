package dev.freshet.local.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.servers.RedisServer;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RedisProxyIT {
  private static final String SCRIPT = "return redis.call('DEL', KEYS[1])";
  private static final String SENT = "local nothing = 0\n" + SCRIPT;
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(10);

  private static RedisServer redis;
  private static RedisClient client;

  private final List<StatefulRedisConnection<String, String>> opened = new ArrayList<>();
  private RedisProxy proxy;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
    client = RedisClient.create();
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
  }

  @AfterAll
  static void stop() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    redis.close();
  }

  @BeforeEach
  void open() {
    direct().flushall();
    proxy = new RedisProxy(redis.uri(), new ScriptCalls(SCRIPT));
  }

  @AfterEach
  void close() {
    opened.forEach(StatefulRedisConnection::close);
    proxy.close();
  }

  @Test
  void commandsAndRepliesPassWhateverTheirSize() {
    String large = "x".repeat(3_000_000);
    StatefulRedisConnection<String, String> connection = connect(proxy.uri());

    connection.sync().set("large", large);
    List<RedisFuture<String>> pipelined = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      pipelined.add(connection.async().set("k" + i, "v" + i));
    }

    assertThat(connection.sync().get("large")).isEqualTo(large);
    assertThat(pipelined).allMatch(RedisProxyIT::succeeds);
    assertThat(direct().get("k999")).isEqualTo("v999");
  }

  @Test
  void aClientWhoseServerIsGoneLosesItsConnectionAndGetsNoOther() {
    StatefulRedisConnection<String, String> connection = connect(proxy.uri());

    proxy.leave();

    assertThatExceptionOfType(RedisException.class).isThrownBy(() -> connection.sync().ping());
    assertThatExceptionOfType(RedisException.class).isThrownBy(() -> connect(proxy.uri()));
    proxy.comeBack();
    assertThat(connect(proxy.uri()).sync().ping()).isEqualTo("PONG");
  }

  @Nested
  class ASilentRedis {

    @Test
    void answersNeitherOldConnectionsNorNewOnesUntilItGoesOn() {
      StatefulRedisConnection<String, String> before = connect(proxy.uri());

      proxy.faults().silence();
      RedisFuture<String> waiting = before.async().set("old", "1");
      assertThatExceptionOfType(RedisException.class).isThrownBy(RedisProxyIT.this::impatient);
      assertThat(waiting.isDone()).isFalse();
      assertThat(direct().get("old")).isNull();

      proxy.faults().speak();
      assertThat(succeeds(waiting)).isTrue();
      assertThat(connect(proxy.uri()).sync().get("old")).isEqualTo("1");
    }

    @Test
    void carriesOutWhatAClientSentThatHasLeft() {
      StatefulRedisConnection<String, String> before = impatient();
      proxy.faults().silence();
      assertThatExceptionOfType(RedisCommandTimeoutException.class)
          .isThrownBy(() -> before.sync().set("late", "1"));
      before.close();

      proxy.faults().speak();

      await().until(() -> "1".equals(direct().get("late")));
    }
  }

  @Nested
  class ALateEviction {
    private static final Duration BY = Duration.ofSeconds(2);
    private static final Duration RESET = Duration.ofSeconds(1);

    private String digest = "";

    @BeforeEach
    void scriptIsKnown() {
      direct().set("page", "old");
      digest = connect(proxy.uri()).sync().scriptLoad(SENT);
    }

    @Test
    void arrivesAfterALaterTryGotThroughAndThePageWasFilledAgain() {
      StatefulRedisConnection<String, String> first = impatient();
      proxy.faults().delayEvictions(1, BY, RESET);
      assertThatExceptionOfType(RedisCommandTimeoutException.class)
          .isThrownBy(() -> evict(first.sync()));
      proxy.faults().clearEvictions();

      assertThat(evict(connect(proxy.uri()).sync())).isEqualTo(1L);
      direct().set("page", "new");

      await().until(() -> direct().exists("page") == 0);
      assertThat(proxy.faults().lateEvictions()).isOne();
    }

    @Test
    void takesWhatFollowsItOnItsConnectionAlongAndTheConnectionIsReset() {
      StatefulRedisConnection<String, String> connection = connect(proxy.uri());
      proxy.faults().delayEvictions(1, BY, RESET);
      RedisFuture<Long> eviction =
          connection.async().evalsha(digest, ScriptOutputType.INTEGER, "page");
      RedisFuture<String> behind = connection.async().set("behind", "1");

      await().until(() -> eviction.isDone() && behind.isDone());

      assertThat(connection.isOpen()).isFalse();
      assertThat(direct().exists("page", "behind")).isEqualTo(1L);
      await().until(() -> direct().exists("page") == 0 && direct().exists("behind") == 1);
    }

    @Test
    void isRecognisedByItsTextAlsoWhereItWasNotLoaded() {
      proxy.faults().delayEvictions(1, BY, RESET);
      RedisCommands<String, String> redisCommands = impatient().sync();

      assertThatExceptionOfType(RedisCommandTimeoutException.class)
          .isThrownBy(() -> redisCommands.eval(SENT + "\n", ScriptOutputType.INTEGER, "page"));
    }

    @Test
    void delaysNoOtherCommandsOrScripts() {
      proxy.faults().delayEvictions(1, BY, RESET);
      RedisCommands<String, String> redisCommands = connect(proxy.uri()).sync();

      assertThat(redisCommands.<Long>eval("return 7", ScriptOutputType.INTEGER)).isEqualTo(7L);
      assertThat(redisCommands.get("page")).isEqualTo("old");
      assertThat(proxy.faults().lateEvictions()).isZero();
    }

    private long evict(RedisCommands<String, String> through) {
      return through.<Long>evalsha(digest, ScriptOutputType.INTEGER, "page");
    }
  }

  @Test
  void theScriptThatEvictsViewsIsOnTheClassPath() {
    ScriptCalls evictions = ScriptCalls.ofEvictions();

    assertThat(evictions.include(new Command(new byte[0], List.of("EVAL", "return 1")))).isFalse();
  }

  private RedisCommands<String, String> direct() {
    return connect(redis.uri()).sync();
  }

  /** Of a client that gives up soon. */
  private StatefulRedisConnection<String, String> impatient() {
    return connect(proxy.uri(), SHORT);
  }

  private StatefulRedisConnection<String, String> connect(URI server) {
    return connect(server, LONG);
  }

  private StatefulRedisConnection<String, String> connect(URI server, Duration timeout) {
    RedisURI address = RedisURI.create(server);
    address.setTimeout(timeout);
    StatefulRedisConnection<String, String> connection = client.connect(address);
    opened.add(connection);
    return connection;
  }

  private static boolean succeeds(RedisFuture<String> reply) {
    try {
      return "OK".equals(reply.get(5, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      return false;
    }
  }
}
