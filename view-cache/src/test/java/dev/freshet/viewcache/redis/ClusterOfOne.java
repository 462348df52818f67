package dev.freshet.viewcache.redis;

import static org.awaitility.Awaitility.await;

import dev.freshet.servers.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A real cluster, of one node: it refuses scripts whose keys are in several slots, like any. */
final class ClusterOfOne {
  private ClusterOfOne() {}

  /** Starts it. It finds its slots again after a restart, as long as the directory is there. */
  static RedisServer start(Path directory) {
    String nodes = directory.resolve("nodes.conf").toString();
    RedisServer server =
        RedisServer.start("--cluster-enabled", "yes", "--cluster-config-file", nodes);
    try (RedisClient client = RedisClient.create(server.uri().toString());
        StatefulRedisConnection<String, String> node = client.connect()) {
      node.sync().clusterAddSlots(IntStream.range(0, SlotHash.SLOT_COUNT).toArray());
      await().until(() -> node.sync().clusterInfo().contains("cluster_state:ok"));
    }
    return server;
  }
}
