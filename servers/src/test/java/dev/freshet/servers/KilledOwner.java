package dev.freshet.servers;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A program that starts Redis, one or a cluster, tells where, and is killed by the test. */
final class KilledOwner {

  private KilledOwner() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      ownCluster();
    } else {
      ownServer();
    }
  }

  private static void ownServer() throws Exception {
    try (RedisServer redis = RedisServer.start(Map.of())) {
      System.out.println(redis.uri());
      System.in.read();
    }
  }

  /** One of its nodes is silent: it must end, too. */
  private static void ownCluster() throws Exception {
    try (RedisCluster cluster = RedisCluster.start(Duration.ofMinutes(1))) {
      cluster.nodes().getLast().pause();
      System.out.println(
          cluster.nodes().stream()
              .map(node -> Long.toString(node.pid()))
              .collect(Collectors.joining(" ")));
      System.in.read();
    }
  }
}
