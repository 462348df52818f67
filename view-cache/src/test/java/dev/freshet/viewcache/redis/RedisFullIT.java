package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that has no memory left and drops no keys: it refuses what needs memory. */
class RedisFullIT {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final ViewName ORDERS = new ViewName("orders");
  private static final PageKey PAGE = new PageKey(ALICE, ORDERS, "");
  private static final EvictionId EVICTION = new EvictionId("e");
  private static final Duration LIFE = Duration.ofHours(1);

  private final RedisServer server = RedisServer.start("--maxmemory-policy", "noeviction");
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final RedisViewCache cache = open();
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final StatefulRedisConnection<String, String> connection = client.connect();
  private final Instant until =
      InstantSource.system().instant().plus(LIFE).truncatedTo(ChronoUnit.MILLIS);

  private RedisViewCache open() {
    return RedisViewCache.open(
        RedisContract.patient(server.uri().toString(), false), (_, cause) -> failures.add(cause));
  }

  @BeforeEach
  void fillThePageAndThenAllMemory() {
    Fence fence = ((Lookup.Miss) look(ViewCache.NOT_AT_EDGE)).fence();
    assertThat(fill(fence)).isEqualTo(new FillResult.Stored(Heat.COOL));
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

  private Lookup look(EdgeUntil edgeUntil) {
    return cache.read(PAGE, ViewCache.ANY_AGE, edgeUntil, Fence.random());
  }

  private FillResult fill(Fence fence) {
    Envelope envelope = new Envelope(ALICE, Instant.EPOCH, "\"e\"", "body");
    return cache.fill(PAGE, fence, envelope, LIFE, EdgeUntil.always(until));
  }

  @Test
  void evictsAndGivesTheMarkToTheEviction() {
    assertThat(cache.evict(ALICE, List.of(ORDERS), EVICTION).copies())
        .containsEntry(ORDERS, new EdgeCopy.AliveUntil(until));
    assertThat(cache.evict(ALICE, List.of(ORDERS), new EvictionId("other")).copies())
        .containsEntry(ORDERS, new EdgeCopy.None());
    assertThat(cache.evict(ALICE, List.of(ORDERS), EVICTION).copies())
        .containsEntry(ORDERS, new EdgeCopy.AliveUntil(until));
    assertThat(commands().keys("{" + ALICE + "}*"))
        .containsExactlyInAnyOrder("{u-alice}:orders:edge", "{u-alice}:orders:heat");
  }

  @Test
  void evictsForAClientThatComesOnlyNow() {
    commands().scriptFlush();
    try (RedisViewCache late = open()) {
      assertThat(late.evict(ALICE, List.of(ORDERS), EVICTION).copies())
          .containsEntry(ORDERS, new EdgeCopy.AliveUntil(until));
    }
  }

  @Test
  void discardsAPage() {
    cache.discard(ALICE, ORDERS);
    assertThat(commands().keys("{" + ALICE + "}*")).containsExactly("{u-alice}:orders:edge");
  }

  @Test
  void answersReadersThatNeedNoMemoryAndSendsOthersToTheTable() {
    assertThat(look(ViewCache.NOT_AT_EDGE)).isInstanceOf(Lookup.Hit.class);
    assertThat(look(EdgeUntil.always(until.plusSeconds(1)))).isInstanceOf(Lookup.Away.class);
    assertThat(failures).singleElement().asString().contains("OOM");
  }

  @Test
  void storesNoPage() {
    assertThat(fill(Fence.random())).isEqualTo(new FillResult.Rejected());
    Fence fence = new Fence(commands().get("{u-alice}:orders:fence"));
    assertThat(fill(fence)).isInstanceOf(FillResult.Away.class);
  }
}
