package dev.freshet.local.faults;

import dev.freshet.local.redis.RedisProxy;
import dev.freshet.servers.RedisServer;
import dev.freshet.servers.ServerFailedException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Lets a replica take over that lacks the last writes. Replication is asynchronous, so a primary
 * that dies may take acknowledged writes with it.
 *
 * <p>The replica is made for the occasion. It gets no more writes for a time; then the primary
 * dies, starts again on its port as a copy of the replica, and clients find it under the address
 * that they know. Until then their connections fail.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/management/replication/">Redis
 *     replication</a>
 */
final class RedisFailover {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final RedisServer primary;
  private final RedisProxy proxy;

  RedisFailover(RedisServer primary, RedisProxy proxy) {
    this.primary = primary;
    this.proxy = proxy;
  }

  /**
   * Fails over once; returns when the new primary takes connections.
   *
   * @param losing for how long the primary's writes have not reached the replica when it dies
   * @throws FaultRefusedException if a server does not do its part; Redis may be empty then
   */
  void run(Duration losing) {
    try (RedisServer replica = RedisServer.start()) {
      follow(replica.uri(), primary.uri());
      command(replica.uri(), RedisCommands::replicaofNoOne);
      LockSupport.parkNanos(losing.toNanos());
      proxy.leave();
      primary.kill();
      primary.restart();
      follow(primary.uri(), replica.uri());
      command(primary.uri(), RedisCommands::replicaofNoOne);
    } catch (ServerFailedException | RedisException e) {
      throw new FaultRefusedException("Redis does not fail over: " + e.getMessage(), e);
    } finally {
      proxy.comeBack();
    }
  }

  /** Makes one server a copy of another, through memory only, and waits until it is. */
  private static void follow(URI follower, URI leader) {
    command(leader, redis -> redis.configSet("repl-diskless-sync", "yes"));
    command(leader, redis -> redis.configSet("repl-diskless-sync-delay", "0"));
    command(follower, redis -> redis.configSet("repl-diskless-load", "swapdb"));
    command(follower, redis -> redis.replicaof(leader.getHost(), leader.getPort()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!command(follower, redis -> redis.info("replication")).contains("link_status:up")) {
      if (System.nanoTime() > deadline) {
        throw new FaultRefusedException("the replica got no copy within " + PATIENCE);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static <T> T command(URI server, Function<RedisCommands<String, String>, T> command) {
    RedisURI address = RedisURI.create(server);
    address.setTimeout(PATIENCE);
    RedisClient client = RedisClient.create(address);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return command.apply(connection.sync());
    } finally {
      client.shutdown(0, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
