package dev.freshet.viewcache.redis;

import static dev.freshet.viewcache.redis.ClusterCalls.evict;
import static dev.freshet.viewcache.redis.ClusterCalls.has;
import static dev.freshet.viewcache.redis.ClusterCalls.ownersByPrimary;
import static dev.freshet.viewcache.redis.ClusterCalls.pageKey;
import static dev.freshet.viewcache.redis.ClusterCalls.put;
import static dev.freshet.viewcache.redis.ClusterCalls.read;
import static dev.freshet.viewcache.redis.ClusterCalls.slotOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.servers.RedisCluster;
import dev.freshet.servers.RedisNode;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real cluster of three primaries and three replicas, of which one is dead or out of reach. */
class ClusterFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration NEVER = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final RedisCluster cluster = RedisCluster.start(NEVER);

  @AfterEach
  void close() {
    cluster.close();
  }

  private RedisLink open() {
    Map<String, String> variables =
        Map.of(
            "REDIS_URL", cluster.uri().toString(),
            "REDIS_CLUSTER", "true",
            "REDIS_AUTH", "url",
            "AWS_LAMBDA_FUNCTION_NAME", "freshet-evictor");
    InstantSource clock = InstantSource.system();
    RedisSettings settings =
        RedisSettings.of(name -> Optional.ofNullable(variables.get(name)), clock);
    return RedisLink.open(
        settings.withTimeouts(PATIENCE), clock, (_, cause) -> failures.add(cause));
  }

  private static List<Outcome> evictAll(RedisLink link, List<Owner> owners) {
    return link.runEach(
        Script.EVICT, owners.stream().map(ClusterCalls::evict).toList(), PATIENCE, PATIENCE);
  }

  private static boolean isEvicted(RedisLink link, Owner owner) {
    return link.runEach(Script.EVICT, List.of(evict(owner)), PATIENCE, PATIENCE).getFirst()
        instanceof Outcome.Replied;
  }

  /** Evictions and reads of all shards. */
  private void assertServed(RedisLink link) {
    List<Owner> owners = ownersByPrimary(cluster);
    owners.forEach(owner -> put(cluster.primaryOf(slotOf(owner)), owner));
    assertThat(evictAll(link, owners)).hasSize(3).allMatch(Outcome.Replied.class::isInstance);
    assertThat(owners).noneMatch(owner -> has(cluster.primaryOf(slotOf(owner)), owner));
    assertThat(
            link.run(
                Script.READ, owners.stream().map(ClusterCalls::read).toList(), PATIENCE, PATIENCE))
        .hasSize(3);
    assertThat(failures).isEmpty();
  }

  @Test
  void aDeadReplicaIsNotMissed() {
    cluster.replicaOf(0).kill();
    try (RedisLink link = open()) {
      assertServed(link);
    }
  }

  @Test
  void aSilentReplicaIsNotMissed() {
    cluster.replicaOf(0).pause();
    try (RedisLink link = open()) {
      assertServed(link);
    }
  }

  @Test
  void aNodeThatIsListedUnderAnAddressThatDoesNotAnswerIsNotMissed() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(silent.getLocalPort());
      cluster.replicaOf(0).ask("CONFIG", "SET", "cluster-announce-port", port);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> cluster.primaryOf(0).ask("CLUSTER", "SLOTS").contains(port));
      try (RedisLink link = open()) {
        assertServed(link);
      }
    }
  }

  @Test
  void aServerThatForgotItsScriptsIsToldThemAgain() {
    try (RedisLink link = open()) {
      assertServed(link);
      cluster.nodes().subList(0, 3).forEach(primary -> primary.ask("SCRIPT", "FLUSH"));
      assertServed(link);
    }
  }

  @Test
  void aConnectionWithTheNameOfItsFunctionIsMadeToEachPrimaryAndToNoReplica() {
    try (RedisLink link = open()) {
      assertServed(link);
      assertThat(cluster.nodes().subList(0, 3)).allMatch(ClusterFaultsIT::hasClient);
      assertThat(cluster.nodes().subList(3, 6)).noneMatch(ClusterFaultsIT::hasClient);
    }
  }

  private static boolean hasClient(RedisNode node) {
    return node.ask("CLIENT", "LIST").contains("name=freshet-evictor ");
  }

  @Test
  void aReplicaThatTakesOverIsFoundThoughTheEndpointIsTheDeadNode() {
    cluster.setNodeTimeout(SOON);
    Owner owner = ownersByPrimary(cluster).getFirst();
    assertThat(cluster.primaryOf(slotOf(owner)).uri()).isEqualTo(cluster.uri());
    try (RedisLink link = open()) {
      assertThat(isEvicted(link, owner)).isTrue();

      cluster.failOver(slotOf(owner));
      RedisNode successor = cluster.replicaOf(slotOf(owner));
      put(successor, owner);

      await().atMost(Duration.ofSeconds(30)).until(() -> isEvicted(link, owner));
      assertThat(has(successor, owner)).as(pageKey(owner)).isFalse();
      assertThat(link.run(Script.READ, List.of(read(owner)), PATIENCE, PATIENCE)).hasSize(1);
    }
  }

  @Test
  void aFailoverThatTheOldPrimarySurvivesLosesNoCall() {
    Owner owner = ownersByPrimary(cluster).getLast();
    RedisNode successor = cluster.replicaOf(slotOf(owner));
    try (RedisLink link = open()) {
      assertThat(isEvicted(link, owner)).isTrue();

      successor.ask("CLUSTER", "FAILOVER");
      await().until(successor::isPrimary);
      await().until(() -> !cluster.primaryOf(slotOf(owner)).isPrimary());
      put(successor, owner);

      assertThat(isEvicted(link, owner)).isTrue();
      assertThat(has(successor, owner)).isFalse();
    }
  }
}
