package dev.freshet.viewcache.redis;

import static dev.freshet.viewcache.redis.ClusterCalls.evict;
import static dev.freshet.viewcache.redis.ClusterCalls.has;
import static dev.freshet.viewcache.redis.ClusterCalls.ownersByPrimary;
import static dev.freshet.viewcache.redis.ClusterCalls.put;
import static dev.freshet.viewcache.redis.ClusterCalls.read;
import static dev.freshet.viewcache.redis.ClusterCalls.slotOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.servers.RedisCluster;
import dev.freshet.servers.RedisNode;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A real cluster, one primary of which keeps its connections and answers nothing. */
class SilentShardIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MANY = 200;

  private final RedisCluster cluster = RedisCluster.start(Duration.ofMinutes(5));
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final RedisLink link =
      RedisLink.open(
          RedisSettings.of(cluster.uri().toString(), true).withTimeouts(PATIENCE),
          InstantSource.system(),
          (_, cause) -> failures.add(cause));
  private final List<Owner> owners = ownersByPrimary(cluster);

  /** Not the endpoint, and not the first of a run. */
  private final Owner ofSilent = owners.get(1);

  private final RedisNode silent = cluster.primaryOf(slotOf(ofSilent));

  @BeforeEach
  void connectToAll() {
    assertThat(evictAll(PATIENCE)).allMatch(Outcome.Replied.class::isInstance);
  }

  @AfterEach
  void close() {
    link.close();
    cluster.close();
  }

  private List<Outcome> evictAll(Duration timeout) {
    return link.runEach(
        Script.EVICT, owners.stream().map(ClusterCalls::evict).toList(), PATIENCE, timeout);
  }

  private Outcome evictOne(Owner owner) {
    return link.runEach(Script.EVICT, List.of(evict(owner)), PATIENCE, SHORT).getFirst();
  }

  private static void assertOnlySilentFailed(List<Outcome> outcomes, Class<?> why) {
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Replied.class);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.cause()).isInstanceOf(why));
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Replied.class);
  }

  private void makeSilentAndKnown() {
    silent.pause();
    assertOnlySilentFailed(evictAll(SHORT), JedisConnectionException.class);
    assertOnlySilentFailed(evictAll(SHORT), JedisConnectionException.class);
  }

  @Test
  void theOwnersOfOtherShardsAreEvictedWhileItIsStillWaitedFor() {
    owners.forEach(owner -> put(cluster.primaryOf(slotOf(owner)), owner));
    silent.pause();

    CompletableFuture<List<Outcome>> run = CompletableFuture.supplyAsync(() -> evictAll(LONG));

    await().until(() -> !has(cluster.primaryOf(slotOf(owners.getFirst())), owners.getFirst()));
    await().until(() -> !has(cluster.primaryOf(slotOf(owners.getLast())), owners.getLast()));
    assertThat(run).isNotDone();
    silent.resume();
    assertThat(run.join()).allMatch(Outcome.Replied.class::isInstance);
    assertThat(has(silent, ofSilent)).isFalse();
  }

  @Test
  void itsOwnersFailAtOnceOnceItWasSilentTwice() {
    makeSilentAndKnown();
    int told = failures.size();
    assertThat(told).isEqualTo(2);

    long start = System.nanoTime();
    for (int i = 0; i < MANY; i++) {
      assertOnlySilentFailed(evictAll(LONG), NodeUnavailableException.class);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG.dividedBy(2));
    assertThat(failures).as("what was not sent is no failure").hasSize(told);
  }

  @Test
  void readsOfOtherOwnersAreServedAndThoseWithACardFromItFailAtOnce() {
    makeSilentAndKnown();
    assertThat(
            link.run(
                Script.READ,
                List.of(read(owners.getFirst()), read(owners.getLast())),
                PATIENCE,
                LONG))
        .hasSize(2);
    assertThatExceptionOfType(NodeUnavailableException.class)
        .isThrownBy(() ->
            link.run(
                Script.READ, List.of(read(owners.getFirst()), read(ofSilent)), PATIENCE, LONG));
    assertThat(evictOne(owners.getFirst())).isInstanceOf(Outcome.Replied.class);
  }

  @Test
  void itsOwnersAreServedAgainWhenItAnswersAgain() {
    makeSilentAndKnown();
    silent.resume();
    put(silent, ofSilent);

    await().until(() -> evictOne(ofSilent), Outcome.Replied.class::isInstance);

    assertThat(has(silent, ofSilent)).isFalse();
  }

  @Test
  void aShardThatIsSilentFromTheStartDelaysNoOtherEither() {
    silent.pause();
    try (RedisLink late =
        RedisLink.open(
            RedisSettings.of(cluster.uri().toString(), true),
            InstantSource.system(),
            (_, _) -> {})) {
      List<RedisLink.Call> calls = owners.stream().map(ClusterCalls::evict).toList();
      await()
          .untilAsserted(() ->
              assertOnlySilentFailed(
                  late.runEach(Script.EVICT, calls, SHORT, PATIENCE),
                  NodeUnavailableException.class));
    }
  }
}
