package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.CacheUnavailableException;
import dev.freshet.viewcache.Election;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import dev.freshet.viewcache.redis.RedisSettings.Timeouts;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is stopped, killed, restarted, or does not answer. */
class RedisUnavailableIT {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewKey VIEW = new ViewKey(ALICE, ORDERS);
  private static final PageKey PAGE = new PageKey(ALICE, ORDERS, "");
  private static final int MANY = 200;

  /** Longer than anybody waits. */
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final RedisServer server = RedisServer.start();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final RedisViewCache cache = open(server.uri());

  private RedisViewCache open(URI uri) {
    return RedisViewCache.open(
        RedisSettings.of(uri.toString(), false), (_, cause) -> failures.add(cause));
  }

  @AfterEach
  void close() {
    cache.close();
    server.close();
  }

  private Lookup look() {
    return look(cache);
  }

  private static Lookup look(ViewCache cache) {
    return cache.readAll(List.of(read())).getFirst();
  }

  private static ViewCache.Read read() {
    return new ViewCache.Read(PAGE, ViewCache.ANY_AGE, null, Instant.EPOCH, Fence.random());
  }

  private FillResult fill(Fence fence) {
    Envelope envelope = new Envelope(ALICE, Instant.EPOCH, "\"e\"", "body");
    return cache
        .fillAll(
            List.of(
                new ViewCache.Fill(
                    PAGE, fence, Generation.random(), envelope, Duration.ofHours(1))))
        .getFirst();
  }

  private EvictionResult evict() {
    return evict(cache);
  }

  private static EvictionResult evict(ViewCache cache) {
    return cache
        .evictAll(List.of(new ViewCache.Eviction(ALICE, new TreeSet<>(List.of(ORDERS)))))
        .getFirst();
  }

  private static void awaitEvicted(ViewCache cache) {
    await().until(() -> evict(cache), EvictionResult.Evicted.class::isInstance);
  }

  /** Waits until Redis answers that it has nothing. */
  private Fence missed() {
    return ((Lookup.Miss) await().until(this::look, Lookup.Miss.class::isInstance)).fence();
  }

  private static Duration timeOf(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Nested
  class AServerThatIsGone {

    @Test
    void costsReadersNothingAfterAFewCalls() {
      missed();
      server.kill();
      for (int i = 0; i < 10; i++) {
        assertThat(look()).isInstanceOf(Lookup.Unavailable.class);
      }
      assertThat(fill(Fence.random())).isInstanceOf(FillResult.Unavailable.class);
      int told = failures.size();
      assertThat(told).isBetween(1, 11);
      Duration taken =
          timeOf(() -> {
            for (int i = 0; i < MANY; i++) {
              assertThat(look()).isInstanceOf(Lookup.Unavailable.class);
            }
          });
      assertThat(taken).isLessThan(Duration.ofSeconds(2));
      assertThat(failures.size() - told).isLessThan(5);
    }

    @Test
    void isFoundAgainWhenItReturns() {
      missed();
      server.kill();
      for (int i = 0; i < 10; i++) {
        look();
      }
      server.restart();
      Fence fence = missed();
      assertThat(fill(fence)).isInstanceOf(FillResult.Stored.class);
      assertThat(look()).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    void failsADiscard() {
      missed();
      server.kill();
      assertThatExceptionOfType(CacheUnavailableException.class)
          .isThrownBy(() -> cache.discard(VIEW));
    }

    @Test
    void grantsNothing() {
      missed();
      server.kill();
      Generation generation = Generation.random();
      assertThat(cache.countSaved(VIEW, generation)).isZero();
      assertThat(cache.elect(VIEW, generation, PAUSE)).isEqualTo(new Election.NotElected());
      assertThat(cache.lease(VIEW, generation, Instant.ofEpochSecond(1))).isFalse();
    }

    @Test
    void makesAnEvictionFailAtOnceAndSucceedSoonAfterItReturns() {
      missed();
      server.kill();
      for (int i = 0; i < 20; i++) {
        assertThat(evict()).isInstanceOf(EvictionResult.Unavailable.class);
      }
      server.restart();
      awaitEvicted(cache);
    }

    @Test
    void takesTheFencesWithIt() {
      Fence fence = missed();
      server.restart();
      missed();
      assertThat(fill(fence)).isEqualTo(new FillResult.Rejected());
    }
  }

  @Nested
  class AServerThatWasNeverThere {

    @Test
    void doesNotHoldUpTheStart() {
      URI nowhere = server.uri();
      server.stop();
      Duration taken = timeOf(() -> open(nowhere).close());
      assertThat(taken).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void isFoundWhenItComes() {
      server.stop();
      try (RedisViewCache early = open(server.uri())) {
        assertThat(evict(early)).isInstanceOf(EvictionResult.Unavailable.class);
        server.restart();
        assertThat(evict(early)).isInstanceOf(EvictionResult.Evicted.class);
      }
    }
  }

  @Nested
  class AServerThatIsFarAway {

    /** As many as fit into one buffer of the proxy with their arguments. */
    private static final int SEVERAL = 20;

    @Test
    void isAskedForSeveralViewsBeforeItHasAnsweredOne() throws IOException {
      try (FreezingProxy proxy = new FreezingProxy(server.uri());
          RedisViewCache behind =
              RedisViewCache.open(
                  RedisContract.patient(proxy.uri().toString(), false), (_, _) -> {})) {
        await().until(() -> look(behind), Lookup.Miss.class::isInstance);
        proxy.holdRepliesUntilScripts(SEVERAL);

        assertThat(behind.readAll(Collections.nCopies(SEVERAL, read())))
            .hasSize(SEVERAL)
            .allSatisfy(found -> assertThat(found).isInstanceOf(Lookup.Miss.class));
      }
    }
  }

  @Nested
  class AConnectionThatLeadsNowhere {

    @Test
    void isReplacedThoughNobodyClosedIt() throws IOException {
      try (FreezingProxy proxy = new FreezingProxy(server.uri());
          RedisViewCache behind = open(proxy.uri())) {
        awaitMiss(behind);
        proxy.freeze();
        assertThat(look(behind)).isInstanceOf(Lookup.Unavailable.class);
        awaitMiss(behind);
      }
    }

    @Test
    void isReplacedForEvictionsToo() throws IOException {
      try (FreezingProxy proxy = new FreezingProxy(server.uri());
          RedisViewCache behind = open(proxy.uri())) {
        awaitMiss(behind);
        proxy.freeze();
        assertThat(evict(behind)).isInstanceOf(EvictionResult.Unavailable.class);
        awaitEvicted(behind);
      }
    }

    private void awaitMiss(RedisViewCache behind) {
      await().until(() -> look(behind), Lookup.Miss.class::isInstance);
    }
  }

  @Nested
  class ACluster {

    @Test
    void isFoundAgainWhenItReturns(@TempDir Path directory) {
      try (RedisServer cluster = ClusterOfOne.start(directory);
          RedisViewCache clustered =
              RedisViewCache.open(
                  RedisSettings.of(cluster.uri().toString(), true),
                  (_, cause) -> failures.add(cause))) {
        awaitEvicted(clustered);
        cluster.kill();
        assertThat(evict(clustered)).isInstanceOf(EvictionResult.Unavailable.class);
        cluster.restart();
        awaitEvicted(clustered);
      }
    }
  }

  @Nested
  class AServerThatIsSilent {

    @Test
    void isNotWaitedForByReaders() {
      missed();
      pause();
      Duration taken =
          timeOf(() -> {
            for (int i = 0; i < MANY; i++) {
              assertThat(look()).isInstanceOf(Lookup.Unavailable.class);
            }
          });
      assertThat(taken).isLessThan(Timeouts.OF_PRODUCTION.command().multipliedBy(MANY / 2));
      assertThat(failures).isNotEmpty();
      server.restart();
      missed();
    }

    @Test
    void isNotWaitedForByEvictionsForLong() {
      missed();
      pause();
      Duration taken =
          timeOf(() -> assertThat(evict()).isInstanceOf(EvictionResult.Unavailable.class));
      assertThat(taken).isBetween(Timeouts.OF_PRODUCTION.evict(), PAUSE.dividedBy(2));
      server.restart();
      awaitEvicted(cache);
    }

    private void pause() {
      try (RedisClient client = RedisClient.create(server.uri().toString());
          StatefulRedisConnection<String, String> other = client.connect()) {
        other.sync().clientPause(PAUSE.toMillis());
      }
    }
  }
}
