package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.ViewKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that has no memory left and drops no keys: it refuses what needs memory. */
class RedisFullIT {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ViewName ORDERS = new ViewName("orders");
  private static final ViewKey VIEW = new ViewKey(ALICE, ORDERS);
  private static final PageKey PAGE = new PageKey(ALICE, ORDERS, "");
  private static final Duration LIFE = Duration.ofHours(1);
  private static final Generation GENERATION = Generation.random();
  private static final Instant LEASED_UNTIL = Instant.parse("2100-01-01T00:00:00Z");

  private final RedisServer server = RedisServer.start("--maxmemory-policy", "noeviction");
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final RedisViewCache cache = open();
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final StatefulRedisConnection<String, String> connection = client.connect();

  private RedisViewCache open() {
    return RedisViewCache.open(
        RedisContract.patient(server.uri().toString(), false), (_, cause) -> failures.add(cause));
  }

  @BeforeEach
  void fillThePageAndThenAllMemory() {
    assertThat(fill(((Lookup.Miss) look("")).fence())).isInstanceOf(FillResult.Stored.class);
    assertThat(cache.lease(VIEW, GENERATION, LEASED_UNTIL)).isTrue();
    IntStream.range(0, 100).forEach(i -> commands().set("filler" + i, "x".repeat(20_000)));
    commands().configSet("maxmemory", "1mb");
    assertFull();
  }

  @AfterEach
  void close() {
    assertFull();
    connection.close();
    client.shutdown();
    cache.close();
    server.close();
  }

  private RedisCommands<String, String> commands() {
    return connection.sync();
  }

  private void assertFull() {
    assertThatExceptionOfType(RedisCommandExecutionException.class)
        .isThrownBy(() -> commands().set("k", "v"))
        .withMessageStartingWith("OOM");
  }

  private Lookup look(String ifNoneMatch) {
    return cache
        .readAll(
            List.of(
                new ViewCache.Read(
                    PAGE, ViewCache.ANY_AGE, ifNoneMatch, LEASED_UNTIL, Fence.random())))
        .getFirst();
  }

  private FillResult fill(Fence fence) {
    Envelope envelope = new Envelope(ALICE, Instant.EPOCH, "\"e\"", "body");
    return cache
        .fillAll(List.of(new ViewCache.Fill(PAGE, fence, GENERATION, envelope, LIFE)))
        .getFirst();
  }

  private static EvictionResult evict(ViewCache by) {
    return by.evictAll(List.of(new ViewCache.Eviction(ALICE, new TreeSet<>(List.of(ORDERS)))))
        .getFirst();
  }

  private void assertEvicted(EvictionResult result) {
    assertThat(result)
        .isInstanceOfSatisfying(
            EvictionResult.Evicted.class,
            evicted ->
                assertThat(evicted.found())
                    .containsEntry(ORDERS, new FoundLease(GENERATION.token(), LEASED_UNTIL)));
    assertThat(commands().keys("{" + ALICE + "}*")).isEmpty();
  }

  @Test
  void evictsAndFindsTheLease() {
    assertEvicted(evict(cache));
  }

  @Test
  void evictsForAClientThatConnectsOnlyNow() {
    commands().scriptFlush();
    try (RedisViewCache late = open()) {
      assertEvicted(evict(late));
    }
  }

  @Test
  void discardsAPage() {
    cache.discard(VIEW);
    assertThat(commands().keys("{" + ALICE + "}*")).isEmpty();
  }

  @Test
  void answersWhatIsInTheCacheAlthoughItCannotCount() {
    assertThat(look("")).isInstanceOf(Lookup.Hit.class);
    assertThat(look("\"e\""))
        .isInstanceOfSatisfying(
            Lookup.Hit.class, hit -> assertThat(hit.state().savedAnswers()).isZero());
    assertThat(cache.countSaved(VIEW, GENERATION)).isZero();
    assertThat(failures).isEmpty();
  }

  @Test
  void notesNoLease() {
    assertThat(cache.lease(VIEW, GENERATION, LEASED_UNTIL.plusSeconds(1))).isFalse();
    assertThat(failures).singleElement().asString().contains("OOM");
  }

  @Test
  void storesNoPage() {
    assertThat(fill(Fence.random())).isEqualTo(new FillResult.Rejected());
    Fence fence = new Fence(commands().get("{u-alice}:orders:fence"));
    assertThat(fill(fence)).isInstanceOf(FillResult.Unavailable.class);
    assertThat(failures).singleElement().asString().contains("OOM");
  }
}
