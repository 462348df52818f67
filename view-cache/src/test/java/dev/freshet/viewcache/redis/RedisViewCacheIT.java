package dev.freshet.viewcache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.servers.RedisServer;
import dev.freshet.viewcache.CacheLimits;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.Generation;
import dev.freshet.viewcache.Lookup;
import dev.freshet.viewcache.PageKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One real server. */
class RedisViewCacheIT extends RedisContract {
  private static final Queue<Exception> FAILURES = new ConcurrentLinkedQueue<>();

  private static RedisServer server;
  private static RedisViewCache cache;
  private static RedisClient client;
  private static StatefulRedisConnection<String, String> connection;

  private final String pages = "{" + alice + "}:dashboard";
  private final String fence = pages + ":fence";

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    cache =
        RedisViewCache.open(
            patient(server.uri().toString(), false), (_, cause) -> FAILURES.add(cause));
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

  @AfterEach
  void noCallFailed() {
    assertThat(FAILURES).isEmpty();
  }

  @Override
  RedisCommands<String, String> commands() {
    return connection.sync();
  }

  @Override
  RedisViewCache redis() {
    return cache;
  }

  @Test
  void aDisconnectedCacheConnectsAgainForTheNextCall() {
    stored(page, envelope("a"));
    long connected = connections();

    cache.disconnect();

    await().until(() -> connections() == connected - 1);
    assertThat(look(page)).isInstanceOf(Lookup.Hit.class);
    assertThat(connections()).isEqualTo(connected);
  }

  private long connections() {
    return commands().clientList().lines().count();
  }

  @Nested
  class WhatIsStored {
    @Test
    void hasTheNamesFieldsAndLivesThatAreDocumented() {
      Generation living = stored(page, envelope("a"));
      Instant until = now().plus(HOUR);
      cache.lease(view, living, until);
      cache.elect(view, living, SHORT);
      assertThat(commands().keys("{" + alice + "}*")).containsExactlyInAnyOrder(pages, fence);
      assertThat(commands().hgetall(pages))
          .containsOnlyKeys("p:", "generation", "until", "saved", "turn")
          .containsEntry("generation", living.token())
          .containsEntry("until", Long.toString(until.toEpochMilli()))
          .containsEntry("saved", "0");
      assertThat(Duration.ofMillis(commands().pttl(pages))).isBetween(Duration.ofMinutes(59), HOUR);
      assertThat(Duration.ofMillis(commands().pttl(fence)))
          .isBetween(Duration.ofSeconds(50), CacheLimits.FENCE_TTL);
    }

    @Test
    void isGoneAfterAnEviction() {
      cache.lease(view, stored(page, envelope("a")), now().plus(HOUR));
      evict();
      assertThat(commands().keys("{" + alice + "}*")).isEmpty();
    }

    @Test
    void isNotMadeByCallsForAGenerationThatIsGone() {
      Generation gone = Generation.random();
      cache.countSaved(view, gone);
      cache.elect(view, gone, SHORT);
      cache.postpone(view, gone, SHORT);
      cache.lease(view, gone, now().plus(HOUR));
      assertThat(commands().keys("{" + alice + "}*")).isEmpty();
    }

    @Test
    void hasAFenceThatEachMissRenews() {
      Fence made = miss(page);
      commands().pexpire(fence, 5000);
      assertThat(miss(page)).isEqualTo(made);
      assertThat(commands().pttl(fence)).isGreaterThan(50_000);
    }

    @Test
    void inAnotherFormatIsAMiss() {
      stored(page, "a");
      String stored = commands().hget(pages, "p:");
      commands().hset(pages, "p:", "2" + stored.substring(1));
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
      commands().hset(pages, "p:", "anything");
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void isUnreadableIfOnlyItsBeginningIsRight() {
      stored(page, "a");
      commands().hset(pages, "p:", "1\n1700000000000\nnobody\n\"e\"\nbody");
      assertThat(look(page)).isEqualTo(new Lookup.Unreadable());
      commands().hset(pages, "p:", "1\n1700000000000\n" + alice);
      assertThat(look(page)).isEqualTo(new Lookup.Unreadable());
    }

    @Test
    void isUnreadableWithoutAGeneration() {
      stored(page, "a");
      commands().hdel(pages, "generation");
      assertThat(look(page)).isEqualTo(new Lookup.Unreadable());
    }
  }

  @Nested
  class KeysOfTheWrongType {
    @Test
    void areUnavailableToReadersUntilAnEviction() {
      commands().set(pages, "no hash");
      assertThat(look(page)).isInstanceOf(Lookup.Unavailable.class);
      assertThat(FAILURES.poll()).hasMessageContaining("WRONGTYPE");
      assertThat(evict().found()).isEmpty();
      assertThat(look(page)).isInstanceOf(Lookup.Miss.class);
    }

    @Test
    void areDiscarded() {
      commands().set(pages, "no hash");
      commands().lpush(fence, "no string");
      cache.discard(view);
      assertThat(commands().keys("{" + alice + "}*")).isEmpty();
    }

    @Test
    void doNotKeepOtherViewsFromBeingEvicted() {
      commands().set(pages, "no hash");
      stored(new PageKey(alice, ORDERS, ""), "a");
      evict(alice, DASHBOARD, ORDERS);
      assertThat(commands().keys("{" + alice + "}*")).isEmpty();
    }
  }

  @Nested
  class Scripts {
    @Test
    void thatTheServerForgotAreSentAgain() {
      miss(page);
      commands().scriptFlush();
      Generation living = stored(page, envelope("a"));
      commands().scriptFlush();
      assertThat(cache.lease(view, living, now().plus(HOUR))).isTrue();
      commands().scriptFlush();
      assertThat(evict().found()).hasSize(1);
    }

    @Test
    void areOneRoundTripEach() {
      stored(page, "a");
      long before = scriptsSoFar();
      look(page);
      assertThat(scriptsSoFar() - before).isOne();
    }

    private long scriptsSoFar() {
      return commands()
          .info("commandstats")
          .lines()
          .filter(line -> line.startsWith("cmdstat_evalsha:"))
          .map(line -> line.substring(line.indexOf("calls=") + 6, line.indexOf(',')))
          .mapToLong(Long::parseLong)
          .sum();
    }
  }
}
