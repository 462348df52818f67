package dev.freshet.local.faults;

import dev.freshet.local.redis.RedisProxy;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.ServerFailedException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may happen to Redis. Called by one thread at a time. */
final class RedisFaults {
  private static final Logger LOG = LoggerFactory.getLogger(RedisFaults.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern USED_MEMORY = Pattern.compile("used_memory:(\\d+)");

  private final RedisServer server;
  private final List<RedisProxy> proxies;
  private final ScheduledExecutorService timer;
  private @Nullable String fullPolicy;

  RedisFaults(RedisServer server, List<RedisProxy> proxies, ScheduledExecutorService timer) {
    this.server = server;
    this.proxies = proxies;
    this.timer = timer;
  }

  List<Fault> faults() {
    return List.of(
        new Fault(
            "redis-killed",
            "Redis is killed; when the fault is cleared, it restarts empty",
            List.of(),
            new Killed()),
        new Fault(
            "redis-wiped",
            "all keys are flushed, at once and repeatedly",
            List.of(Setting.duration("every", "2s")),
            new Wiped()),
        new Fault(
            "redis-full",
            "Redis is out of memory: it evicts keys, or refuses writes",
            List.of(Setting.choice("policy", List.of("evict", "refuse"))),
            new Full()),
        new Fault(
            "redis-failover",
            "Redis fails once; a replica without the last writes takes over",
            List.of(Setting.duration("losing", "200ms")),
            new Switch(this::failOver, () -> {})));
  }

  private final class Killed implements Fault.Effect {
    @Override
    public void on(Values values) {
      requireOwn();
      server.kill();
    }

    @Override
    public void off() {
      try {
        server.restart();
      } catch (ServerFailedException e) {
        throw new FaultRefusedException("Redis does not restart: " + e.getMessage(), e);
      }
      limitAgain();
    }
  }

  private final class Wiped implements Fault.Effect {
    private @Nullable Future<?> repetition;

    @Override
    public void on(Values values) {
      long pause = values.duration("every").toMillis();
      repetition =
          timer.scheduleWithFixedDelay(RedisFaults.this::wipe, 0, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void off() {
      if (repetition != null) {
        repetition.cancel(false);
      }
    }
  }

  private final class Full implements Fault.Effect {
    @Override
    public void on(Values values) {
      String policy = values.text("policy").equals("evict") ? "volatile-lru" : "noeviction";
      if (server.isRunning()) {
        limit(policy);
      }
      fullPolicy = policy;
    }

    @Override
    public void off() {
      fullPolicy = null;
      if (server.isRunning()) {
        command(redis -> redis.configSet("maxmemory", "0"));
      }
    }
  }

  private void failOver(Values values) {
    requireOwn();
    if (proxies.size() != 1) {
      throw new FaultRefusedException(
          "failover needs exactly one Redis behind a proxy, found %d".formatted(proxies.size()));
    }
    if (!server.isRunning()) {
      throw new FaultRefusedException("Redis is not running");
    }
    new RedisFailover(server, proxies.getFirst()).run(values.duration("losing"));
    limitAgain();
  }

  private void requireOwn() {
    if (!server.isOwn()) {
      throw new FaultRefusedException("the Redis at REDIS_URL is not this system's to kill");
    }
  }

  /** A server that was started again has forgotten its limit. */
  private void limitAgain() {
    if (fullPolicy != null) {
      limit(fullPolicy);
    }
  }

  /** A Redis that is away has nothing to wipe; it may go at any time. */
  private void wipe() {
    try {
      command(RedisCommands::flushall);
    } catch (FaultRefusedException e) {
      LOG.atInfo().addKeyValue("reason", e.reason()).log("redis was not wiped");
    }
  }

  /** The memory that is in use now is all there is. */
  private void limit(String policy) {
    command(redis -> {
      Matcher used = USED_MEMORY.matcher(redis.info("memory"));
      redis.configSet("maxmemory-policy", policy);
      redis.configSet("maxmemory", used.find() ? used.group(1) : "1");
    });
  }

  private void command(Consumer<RedisCommands<String, String>> command) {
    RedisURI address = RedisURI.create(server.uri());
    address.setTimeout(PATIENCE);
    RedisClient client = RedisClient.create(address);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      command.accept(connection.sync());
    } catch (RedisException e) {
      throw new FaultRefusedException("Redis does not answer: " + e.getMessage(), e);
    } finally {
      client.shutdown(Duration.ZERO, PATIENCE);
    }
  }
}
