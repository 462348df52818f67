package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.EdgeUntil;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.FillResult;
import dev.freshet.viewcache.Heat;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import dev.freshet.viewcache.ViewCache;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One real server. */
class RedisViewCacheIT extends RedisContract {
  private static RedisServer server;
  private static RedisViewCache cache;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;

  private final PageKey page = new PageKey(alice, DASHBOARD, "");
  private final String pages = "{" + alice + "}:dashboard";
  private final EvictionId eviction = new EvictionId("e");

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    cache =
        RedisViewCache.open(
            patient(server.uri().toString(), false),
            (script, cause) -> {
              throw new AssertionError(script, cause);
            });
    client = RedisClient.create(server.uri().toString());
    connection = client.connect();
  }

  @AfterAll
  static void stop() {
    connection.close();
    client.shutdown();
    cache.close();
    server.close();
  }

  @Override
  RedisCommands<String, String> commands() {
    return connection.sync();
  }

  @Override
  RedisViewCache redis() {
    return cache;
  }

  private Lookup look() {
    return cache.read(page, ViewCache.ANY_AGE, ViewCache.NOT_AT_EDGE, Fence.random());
  }

  private Fence miss() {
    return ((Lookup.Miss) look()).fence();
  }

  private Instant filled() {
    Instant until = Instant.ofEpochMilli(clock().plusSeconds(60).toEpochMilli());
    Envelope envelope = new Envelope(alice, clock(), "\"e\"", "body");
    assertThat(cache.fill(page, miss(), envelope, Duration.ofHours(1), EdgeUntil.always(until)))
        .isEqualTo(new FillResult.Stored(Heat.COOL));
    return until;
  }

  @Nested
  class WhatIsStored {

    @Test
    void hasTheNamesAndLifetimesThatAreDocumented() {
      Instant until = filled();
      assertThat(commands().keys("{" + alice + "}*"))
          .containsExactlyInAnyOrder(pages, pages + ":fence", pages + ":edge");
      assertThat(commands().get(pages + ":edge")).isEqualTo(Long.toString(until.toEpochMilli()));
      assertMarkExpires(until);
      assertThat(Duration.ofMillis(commands().pttl(pages)))
          .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
      assertThat(Duration.ofMillis(commands().pttl(pages + ":fence")))
          .isBetween(Duration.ofSeconds(50), CacheLimits.FENCE_TTL);
    }

    @Test
    void expiresEvenAfterAnEvictionTookTheMark() {
      Instant until = filled();
      cache.evict(alice, List.of(DASHBOARD), eviction);
      assertThat(commands().keys("{" + alice + "}*"))
          .containsExactlyInAnyOrder(pages + ":edge", pages + ":heat");
      assertMarkExpires(until);
    }

    @Test
    void isForgottenOfAnEvictionWhenTheViewHasCooled() {
      filled();
      cache.evict(alice, List.of(DASHBOARD), eviction);
      assertThat(Duration.ofMillis(commands().pttl(pages + ":heat")))
          .isBetween(CacheLimits.HOT_FOR.minus(Duration.ofMinutes(1)), CacheLimits.HOT_FOR);
    }

    private void assertMarkExpires(Instant until) {
      Instant expiry = clock().plusMillis(commands().pttl(pages + ":edge"));
      assertThat(expiry).isBetween(until.minusSeconds(1), until.plusSeconds(1));
    }

    @Test
    void hasAFenceThatEachMissRenews() {
      Fence fence = miss();
      commands().pexpire(pages + ":fence", 5000);
      assertThat(miss()).isEqualTo(fence);
      assertThat(commands().pttl(pages + ":fence")).isGreaterThan(50_000);
    }

    @Test
    void inAnotherFormatIsAMiss() {
      filled();
      String stored = commands().hget(pages, "");
      commands().hset(pages, "", "2" + stored.substring(1));
      assertThat(look()).isInstanceOf(Lookup.Miss.class);
      commands().hset(pages, "", "anything");
      assertThat(look()).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void isUnreadableIfOnlyItsBeginningIsRight() {
      filled();
      commands().hset(pages, "", "1\n1700000000000\nnobody\n\"e\"\nbody");
      assertThat(look()).isEqualTo(new Lookup.Unreadable());
      commands().hset(pages, "", "1\n1700000000000\n" + alice);
      assertThat(look()).isEqualTo(new Lookup.Unreadable());
    }
  }

  @Nested
  class Scripts {

    @Test
    void thatTheServerForgotAreSentAgain() {
      miss();
      commands().scriptFlush();
      filled();
      commands().scriptFlush();
      assertThat(look()).isInstanceOf(Lookup.Hit.class);
      commands().scriptFlush();
      assertThat(cache.evict(alice, List.of(DASHBOARD), eviction).copies()).hasSize(1);
    }

    @Test
    void areOneRoundTripEach() {
      filled();
      long before = commandsOfOurs();
      look();
      assertThat(commandsOfOurs() - before).isOne();
    }

    /** Calls of EVALSHA so far. */
    private long commandsOfOurs() {
      return commands()
          .info("commandstats")
          .lines()
          .filter(line -> line.startsWith("cmdstat_evalsha:"))
          .map(line -> line.substring(line.indexOf("calls=") + 6, line.indexOf(',')))
          .mapToLong(Long::parseLong)
          .sum();
    }
  }

  @Nested
  class TheWitness {

    @Test
    void tellsAFlush() {
      ViewsEvicted.Witness before = witness();
      commands().flushall();
      assertThat(witness()).isNotEqualTo(before);
      ViewsEvicted.Witness between = witness();
      commands().flushdb();
      assertThat(witness()).isNotEqualTo(between);
    }

    @Test
    void tellsKeysThatWereDroppedForWantOfMemory() {
      ViewsEvicted.Witness before = witness();
      commands().configSet("maxmemory-policy", "volatile-lru");
      commands().configSet("maxmemory", "4mb");
      IntStream.range(0, 400).forEach(i -> commands().setex("filler" + i, 60, "x".repeat(20_000)));
      commands().configSet("maxmemory", "0");
      assertThat(witness().evictedKeys()).isGreaterThan(before.evictedKeys());
      assertThat(witness().server()).isEqualTo(before.server());
    }

    @Test
    void tellsThatTheServerWasAReplicaForAWhile() {
      ViewsEvicted.Witness before = witness();
      commands().replicaof("127.0.0.1", 1);
      commands().replicaofNoOne();
      assertThat(witness().server()).isNotEqualTo(before.server());
    }

    @Test
    void comesWithAMarkAsWell() {
      filled();
      assertThat(cache.evict(alice, List.of(DASHBOARD), eviction).witness()).contains(witness());
    }

    private ViewsEvicted.Witness witness() {
      Evicted evicted = cache.evict(alice, List.of(ORDERS), eviction);
      assertThat(evicted.copies()).containsEntry(ORDERS, new EdgeCopy.None());
      return evicted.witness().orElseThrow();
    }
  }
}
