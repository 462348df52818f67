package dev.freshet.viewcache.redis;

import static dev.freshet.viewcache.redis.ClusterCalls.evict;
import static dev.freshet.viewcache.redis.ClusterCalls.ownersByPrimary;
import static dev.freshet.viewcache.redis.ClusterCalls.pageKey;
import static dev.freshet.viewcache.redis.ClusterCalls.slotOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.servers.RedisCluster;
import dev.freshet.servers.RedisNode;
import dev.freshet.servers.SlotMove;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slot that moves between the primaries of a real cluster while its owner is evicted. */
class SlotMoveIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int EVICTIONS = 1_000;

  private final RedisCluster cluster = RedisCluster.start(Duration.ofMinutes(5));
  private final RedisClusterClient client = RedisClusterClient.create(cluster.uri().toString());
  private final StatefulRedisClusterConnection<String, String> connection = client.connect();
  private final RedisLink link =
      RedisLink.open(
          RedisSettings.of(cluster.uri().toString(), true).withTimeouts(PATIENCE),
          InstantSource.system(),
          (_, _) -> {});
  private final Owner owner = ownersByPrimary(cluster).getFirst();
  private final int slot = slotOf(owner);
  private final RedisNode from = cluster.nodes().get(0);
  private final RedisNode to = cluster.nodes().get(1);

  @AfterEach
  void close() {
    link.close();
    connection.close();
    client.shutdown();
    cluster.close();
  }

  private Outcome tryToEvict() {
    return link.runEach(Script.EVICT, List.of(evict(owner)), PATIENCE, PATIENCE).getFirst();
  }

  private RedisAdvancedClusterCommands<String, String> commands() {
    return connection.sync();
  }

  @Test
  void anEvictionFollowsASlotThatHasMoved() {
    assertThat(tryToEvict()).isInstanceOf(Outcome.Replied.class);
    commands().hset(pageKey(owner), "page", "body");

    cluster.move(slot, from, to).begin().keys().end();

    assertThat(tryToEvict()).isInstanceOf(Outcome.Replied.class);
    assertThat(commands().exists(pageKey(owner))).isZero();
  }

  @Test
  void anEvictionFollowsTheKeysOfASlotThatIsMoving() {
    assertThat(tryToEvict()).isInstanceOf(Outcome.Replied.class);
    evict(owner).keys().forEach(key -> from.ask("SET", key, "value"));

    SlotMove move = cluster.move(slot, from, to).begin().keys();

    // The new primary has them all, and shows them to a client that is ASKING only.
    assertThat(from.ask("CLUSTER", "COUNTKEYSINSLOT", Integer.toString(slot))).isEqualTo("0");
    assertThat(tryToEvict()).isInstanceOf(Outcome.Replied.class);
    move.end();
    assertThat(commands().exists(pageKey(owner))).isZero();
  }

  @Test
  void noConfirmedEvictionIsLostWhileASlotMovesToAndFro() {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> moves = CompletableFuture.supplyAsync(() -> moveUntil(done));
    int refused = 0;
    for (int confirmed = 0; confirmed < EVICTIONS; confirmed++) {
      commands().hset(pageKey(owner), "page", "body");
      refused += evictUntilConfirmed();
      assertThat(commands().exists(pageKey(owner))).isZero();
    }
    done.set(true);
    assertThat(moves.join()).isGreaterThan(EVICTIONS / 100);
    assertThat(refused).as("evictions that a move got in the way of").isPositive();
  }

  /** Returns how often the cluster refused, as it does while the slot is on the move. */
  private int evictUntilConfirmed() {
    AtomicInteger refused = new AtomicInteger();
    await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> tryToEvict() instanceof Outcome.Replied || refused.incrementAndGet() < 0);
    return refused.get();
  }

  private int moveUntil(AtomicBoolean done) {
    int moves = 0;
    for (; !done.get(); moves++) {
      RedisNode source = moves % 2 == 0 ? from : to;
      RedisNode target = moves % 2 == 0 ? to : from;
      cluster.move(slot, source, target).begin().keys().end();
    }
    return moves;
  }
}
