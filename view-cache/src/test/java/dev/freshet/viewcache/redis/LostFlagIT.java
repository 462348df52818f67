package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.EvictionResult;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeaseStore;
import dev.freshet.viewcache.memory.InMemoryLeaseStore;
import dev.freshet.viewcache.protocol.CachedViews;
import dev.freshet.viewcache.protocol.EdgeLives;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.GrantRule;
import dev.freshet.viewcache.protocol.LoadedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import dev.freshet.viewcache.purge.PurgeRule;
import dev.freshet.viewcache.purge.PurgeStep;
import dev.freshet.viewcache.purge.PurgeWork;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Redis knew of a lease is lost before the eviction; what was recorded is not. */
class LostFlagIT {
  private static final Owner ALICE = Owner.of(new UserId("alice"));
  private static final View ORDERS = ViewCatalogue.ORDERS;
  private static final InstantSource CLOCK = InstantSource.system();

  /** Patience for a busy build machine. */
  private static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(20), Duration.ofMillis(500));

  private static final GrantTerms TERMS = new GrantTerms(1_000, 1_000, 2);

  private final RedisServer server = RedisServer.start();
  private final RedisViewCache cache =
      RedisViewCache.open(
          RedisContract.patient(server.uri().toString(), false),
          (script, cause) -> {
            throw new AssertionError(script, cause);
          });
  private final RedisClient client = RedisClient.create(server.uri().toString());
  private final StatefulRedisConnection<String, String> connection = client.connect();
  private final InMemoryLeaseStore store = new InMemoryLeaseStore();
  private final CachedViews views = new CachedViews(cache, TIMES, CLOCK, (_, _) -> {});
  private final EdgeLives lives =
      new EdgeLives(
          cache, store, new GrantRule(TERMS, TIMES), Duration.ofSeconds(5), CLOCK, _ -> {});

  @AfterEach
  void close() {
    connection.close();
    client.shutdown();
    cache.close();
    server.close();
  }

  /** Fills the cache, and comes again until the answer may live long at the edge. */
  private void keepLongAtEdge() {
    assertThat(request()).isEqualTo(new EdgePolicy.Store(4, false));
    assertThat(request()).isEqualTo(new EdgePolicy.Store(4, false));
    assertThat(request()).isEqualTo(new EdgePolicy.Store(ORDERS.edgeTtl().toSeconds(), true));
  }

  private EdgePolicy request() {
    Instant tokenEnds = CLOCK.instant().plus(Duration.ofHours(10));
    ViewRequest request =
        new ViewRequest(ALICE, ORDERS, "", Optional.empty(), tokenEnds, Optional.of("\"1\""));
    return lives.of(views.serve(request, () -> new LoadedView("\"1\"", "body")));
  }

  private EvictionResult.Evicted evict() {
    return (EvictionResult.Evicted)
        cache
            .evictAll(List.of(new ViewCache.Eviction(ALICE, new TreeSet<>(List.of(ORDERS.name())))))
            .getFirst();
  }

  /** Try 1 of an eviction, sent before, processed now. The sender has gone. */
  private void processLateEviction() {
    List<String> unread =
        connection
            .sync()
            .eval(
                Script.EVICT.source(),
                ScriptOutputType.MULTI,
                ViewKeys.of(ALICE, ORDERS.name()).all().toArray(String[]::new));
    assertThat(unread).hasSize(3);
  }

  /** What is sent to CloudFront on behalf of the eviction, once its window has passed. */
  private static List<CacheTag> purged(EvictionResult.Evicted evicted, LeaseStore recorded) {
    ViewsEvicted notice =
        new ViewsEvicted(
            ALICE,
            evicted.at(),
            false,
            List.of(new ViewsEvicted.Eviction(ORDERS.name(), evicted.found().get(ORDERS.name()))));
    Instant due = evicted.at().plus(TIMES.purgeWindow());
    PurgeStep step =
        new PurgeWork(new PurgeRule(ViewCatalogue.FRESHET, TIMES, TERMS), List.of(notice)).begin();
    step =
        ((PurgeStep.ReadRecords) step)
            .read(
                recorded.read(((PurgeStep.ReadRecords) step).query(due), Duration.ofSeconds(1)),
                due);
    return step instanceof PurgeStep.Pay pay && pay.written(true) instanceof PurgeStep.Purge purge
        ? purge.tags()
        : List.of();
  }

  @Test
  void aLateEvictionDoesNotHideTheCopiesOfALaterGeneration() {
    EvictionResult.Evicted tryTwo = evict();
    assertThat(purged(tryTwo, store)).isEmpty();
    keepLongAtEdge();
    processLateEviction();

    EvictionResult.Evicted next = evict();

    assertThat(next.found()).isEmpty();
    assertThat(purged(next, store)).containsExactly(CacheTag.of(ALICE, ORDERS.name()));
  }

  @Test
  void aFailoverThatLosesTheFlagDoesNotHideTheCopies() {
    evict();
    keepLongAtEdge();
    connection.sync().flushall();

    EvictionResult.Evicted next = evict();

    assertThat(next.found()).isEmpty();
    assertThat(purged(next, store)).containsExactly(CacheTag.of(ALICE, ORDERS.name()));
  }

  @Test
  void aFlagThatIsThereIsEnoughThoughNothingIsRecorded() {
    evict();
    keepLongAtEdge();
    EvictionResult.Evicted next = evict();
    assertThat(next.found()).containsOnlyKeys(ORDERS.name());
    assertThat(purged(next, new InMemoryLeaseStore()))
        .containsExactly(CacheTag.of(ALICE, ORDERS.name()));
  }
}
