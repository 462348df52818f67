package dev.freshet.viewcache.redis;

import static org.awaitility.Awaitility.await;

import dev.freshet.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real cluster, of one node: it refuses scripts whose keys are in several slots, like any. */
class RedisClusterIT extends RedisContract {
  private static RedisServer server;
  private static RedisViewCache cache;
  private static RedisClusterClient client;
  private static StatefulRedisClusterConnection<String, String> connection;

  @BeforeAll
  static void start(@TempDir Path directory) {
    String nodes = directory.resolve("nodes.conf").toString();
    server = RedisServer.start("--cluster-enabled", "yes", "--cluster-config-file", nodes);
    takeAllSlots();
    cache =
        RedisViewCache.open(
            patient(server.uri().toString(), true),
            (script, cause) -> {
              throw new AssertionError(script, cause);
            });
    client = RedisClusterClient.create(server.uri().toString());
    connection = client.connect();
  }

  private static void takeAllSlots() {
    try (RedisClient one = RedisClient.create(server.uri().toString());
        StatefulRedisConnection<String, String> node = one.connect()) {
      node.sync().clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT).toArray());
      await().until(() -> node.sync().clusterInfo().contains("cluster_state:ok"));
    }
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
