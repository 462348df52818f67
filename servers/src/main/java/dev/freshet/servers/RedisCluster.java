package dev.freshet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Redis Cluster of three primaries with one replica each, on free ports of 127.0.0.1. It is
 * ready when it is returned: all slots are served and all replicas follow. The processes end with
 * this JVM, even if it is killed. Not thread-safe.
 */
public final class RedisCluster implements AutoCloseable {
  public static final int PRIMARIES = 3;
  public static final int SLOTS = 16_384;

  /** Another process may take a port between our finding it free and Redis binding it. */
  private static final int ATTEMPTS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Nodes find each other in the time after which they would miss each other: short at first. */
  private static final List<String> ARGUMENTS =
      List.of(
          "--cluster-enabled", "yes",
          "--cluster-announce-ip", "127.0.0.1",
          "--cluster-node-timeout", "2000",
          "--cluster-require-full-coverage", "no",
          "--cluster-replica-validity-factor", "0",
          "--repl-diskless-sync", "yes",
          "--repl-diskless-sync-delay", "0");

  private final TemporaryDirectory directory;
  private final List<RedisNode> nodes;

  private RedisCluster(TemporaryDirectory directory, List<RedisNode> nodes) {
    this.directory = directory;
    this.nodes = nodes;
  }

  /**
   * Starts one.
   *
   * @param nodeTimeout how long a node is silent until its replica takes its place; long for a
   *     shard that is to stay silent
   * @throws ServerFailedException if the nodes do not find each other within a minute
   */
  public static RedisCluster start(Duration nodeTimeout) {
    for (int attempt = 1; ; attempt++) {
      RedisCluster cluster = prepared();
      try {
        cluster.form();
        cluster.setNodeTimeout(nodeTimeout);
        return cluster;
      } catch (ServerFailedException e) {
        cluster.close();
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static RedisCluster prepared() {
    try {
      TemporaryDirectory directory = TemporaryDirectory.create("freshet-redis-cluster");
      Path program = RedisProgram.find(System.getenv().getOrDefault("PATH", ""));
      List<RedisNode> nodes =
          IntStream.range(0, 2 * PRIMARIES)
              .mapToObj(_ -> new RedisNode(program, directory.path(), ARGUMENTS))
              .toList();
      return new RedisCluster(directory, nodes);
    } catch (IOException e) {
      throw new ServerFailedException("no directory for a Redis cluster", e);
    }
  }

  /** The address of one primary. */
  public URI uri() {
    return nodes.getFirst().uri();
  }

  /** Three that began as primaries, then the replica of each, in the same order. */
  public List<RedisNode> nodes() {
    return nodes;
  }

  /** Which began as the primary of this slot. */
  public RedisNode primaryOf(int slot) {
    return nodes.get(slot * PRIMARIES / SLOTS);
  }

  /** Which began as the replica of this slot's primary. */
  public RedisNode replicaOf(int slot) {
    return nodes.get(PRIMARIES + slot * PRIMARIES / SLOTS);
  }

  /** The move of one slot, which has yet to begin. */
  public SlotMove move(int slot, RedisNode from, RedisNode to) {
    return new SlotMove(slot, from, to, nodes.stream().filter(RedisNode::isRunning).toList());
  }

  /** How long a node is silent from now on until its replica takes its place. All must run. */
  public void setNodeTimeout(Duration nodeTimeout) {
    String millis = Long.toString(nodeTimeout.toMillis());
    nodes.forEach(node -> node.ask("CONFIG", "SET", "cluster-node-timeout", millis));
  }

  /** Kills the slot's first primary and waits until its replica has its place. */
  public void failOver(int slot) {
    primaryOf(slot).kill();
    RedisNode replica = replicaOf(slot);
    await("the replica did not take over", replica::isPrimary);
  }

  /** Ends all processes. */
  @Override
  public void close() {
    nodes.forEach(RedisNode::kill);
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void form() {
    nodes.forEach(RedisNode::start);
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).ask("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
      for (RedisNode other : nodes.subList(0, i)) {
        nodes.get(i).ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(other.port()));
      }
    }
    for (RedisNode primary : nodes.subList(0, PRIMARIES)) {
      primary.ask(slotsOf(primary));
    }
    await("the nodes did not meet", () -> nodes.stream().allMatch(this::knowsAll));
    for (int i = 0; i < PRIMARIES; i++) {
      nodes.get(PRIMARIES + i).ask("CLUSTER", "REPLICATE", nodes.get(i).id());
    }
    await("the cluster did not become ready", () -> nodes.stream().allMatch(this::isReady));
  }

  private String[] slotsOf(RedisNode primary) {
    return Stream.concat(
            Stream.of("CLUSTER", "ADDSLOTS"),
            IntStream.range(0, SLOTS)
                .filter(slot -> primaryOf(slot) == primary)
                .mapToObj(Integer::toString))
        .toArray(String[]::new);
  }

  private boolean knowsAll(RedisNode node) {
    String known = node.ask("CLUSTER", "NODES");
    return !known.contains("handshake") && nodes.stream().allMatch(n -> known.contains(n.id()));
  }

  private boolean isReady(RedisNode node) {
    String replication = node.ask("INFO", "replication");
    boolean replicates =
        replication.contains("master_link_status:up") || replication.contains("connected_slaves:1");
    String shape = node.ask("CLUSTER", "NODES");
    return replicates
        && shape.lines().filter(line -> line.contains("slave")).count() == PRIMARIES
        && node.ask("CLUSTER", "INFO").contains("cluster_state:ok");
  }

  private static void await(String failure, BooleanSupplier condition) {
    Polling.await(PATIENCE, failure, condition);
  }
}
