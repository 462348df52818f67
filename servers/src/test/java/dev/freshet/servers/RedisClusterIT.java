package dev.freshet.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisClusterIT {

  /** The slot of the key {@code foo}. */
  private static final int SLOT = 12_182;

  private final RedisCluster cluster = RedisCluster.start(Duration.ofSeconds(1));

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void hasThreePrimariesThatEachHaveAReplica() {
    assertThat(cluster.nodes()).hasSize(6);
    assertThat(cluster.nodes().subList(0, 3)).allMatch(RedisNode::isPrimary);
    assertThat(cluster.nodes().subList(3, 6)).noneMatch(RedisNode::isPrimary);
    assertThat(cluster.primaryOf(SLOT).ask("SET", "foo", "bar")).isEqualTo("OK");
    assertThat(cluster.primaryOf(SLOT).ask("WAIT", "1", "5000")).isEqualTo("1");
  }

  @Test
  void aReplicaTakesOverWithTheDataOfItsPrimary() {
    cluster.primaryOf(SLOT).ask("SET", "foo", "bar");
    cluster.primaryOf(SLOT).ask("WAIT", "1", "5000");

    cluster.failOver(SLOT);

    assertThat(cluster.replicaOf(SLOT).ask("GET", "foo")).isEqualTo("bar");
    cluster.primaryOf(SLOT).start();
    await().until(() -> !cluster.primaryOf(SLOT).isPrimary());
  }

  @Test
  void aSlotMovesWithItsKeys() {
    RedisNode from = cluster.primaryOf(SLOT);
    RedisNode to = cluster.primaryOf(0);
    from.ask("SET", "foo", "bar");

    SlotMove move = cluster.move(SLOT, from, to).begin();
    assertThatExceptionOfType(ServerFailedException.class)
        .isThrownBy(() -> from.ask("GET", "{foo}2"))
        .withMessageContaining("ASK " + SLOT);
    move.keys().end();

    assertThat(to.ask("GET", "foo")).isEqualTo("bar");
    assertThatExceptionOfType(ServerFailedException.class)
        .isThrownBy(() -> from.ask("GET", "foo"))
        .withMessageContaining("MOVED " + SLOT);
  }

  @Test
  void aPausedNodeIsSilentUntilItIsResumed() {
    RedisNode replica = cluster.replicaOf(SLOT);
    replica.pause();
    assertThat(RedisPing.answers(replica.uri())).isFalse();
    replica.resume();
    assertThat(RedisPing.answers(replica.uri())).isTrue();
  }

  @Test
  void allNodesAndFilesAreGoneWithTheirOwnerEvenIfThatWasKilled(@TempDir Path temporary)
      throws IOException {
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                KilledOwner.class.getName(),
                "cluster")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> nodes =
        Stream.of(owner.inputReader(StandardCharsets.UTF_8).readLine().split(" "))
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
    assertThat(nodes).hasSize(6).allMatch(ProcessHandle::isAlive);

    owner.destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> nodes.stream().noneMatch(ProcessHandle::isAlive));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(temporary).isEmptyDirectory());
  }
}
