package dev.freshet.viewcache.redis;

import dev.freshet.servers.RedisServer;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster, which refuses scripts whose keys are not all in one slot. */
class RedisClusterIT extends RedisContract {
  private static RedisServer server;
  private static RedisViewCache cache;
  private static RedisClusterClient client;
  private static StatefulRedisClusterConnection<String, String> connection;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = ClusterOfOne.start(directory);
    cache =
        RedisViewCache.open(
            patient(server.uri().toString(), true),
            (script, cause) -> {
              throw new AssertionError(script, cause);
            });
    client = RedisClusterClient.create(server.uri().toString());
    connection = client.connect();
  }

  @AfterAll
  static void stop() {
    connection.close();
    client.shutdown();
    cache.close();
    server.close();
  }

  @Override
  RedisClusterCommands<String, String> commands() {
    return connection.sync();
  }

  @Override
  RedisViewCache redis() {
    return cache;
  }
}
