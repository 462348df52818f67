package dev.freshet.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.memory.EdgeMark;
import dev.freshet.viewcache.memory.ViewSlot;
import dev.freshet.viewcache.redis.ViewKeys;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real server beside a simulated world: what it holds is compared with what the world's cache
 * holds, the world's time is imposed on it, and its keys are lost with those of the world. What is
 * asked of it after an action goes in one round trip.
 */
final class RedisBeside {

  /** By so much less may a key have to live, for the real time since it was stored. */
  private static final Duration SLACK = Duration.ofSeconds(10);

  private final StatefulRedisConnection<String, String> connection;
  private final RedisAsyncCommands<String, String> server;
  private final World world;
  private final List<Runnable> checks = new ArrayList<>();

  /** From now on the connection sends nothing by itself. */
  RedisBeside(StatefulRedisConnection<String, String> connection, World world) {
    this.connection = connection;
    this.server = connection.async();
    this.world = world;
    connection.setAutoFlushCommands(false);
  }

  /** Takes the time over at which the world begins, and compares. */
  void begin() {
    everySlot(this::setTime);
    everySlot(this::compare);
    send();
  }

  /** Does to the server what an action did to the world's cache other than by a call. */
  void follow(int action) {
    Kind kind = Kind.kind(action);
    switch (kind) {
      case TICK -> everySlot(this::setTime);
      case FLUSH -> check(server.flushall(), done -> assertThat(done).isEqualTo("OK"));
      case LOSE_PAGES, LOSE_FENCE, LOSE_MARK, LOSE_HEAT -> {
        int subject = Kind.subject(action);
        ViewKeys keys = keys(Shelf.ownerOf(subject), Shelf.viewOf(subject));
        check(server.del(lost(kind, keys)), lost -> assertThat(lost).isOne());
      }
      default -> {} // a call, or nothing to do with the cache
    }
    everySlot(this::compare);
    send();
  }

  private static String lost(Kind loss, ViewKeys keys) {
    return switch (loss) {
      case LOSE_PAGES -> keys.pages();
      case LOSE_FENCE -> keys.fence();
      case LOSE_MARK -> keys.edgeMark();
      case LOSE_HEAT -> keys.heat();
      default -> throw new IllegalArgumentException("not a loss: " + loss);
    };
  }

  /** What is done with one slot, under its keys. */
  private interface Action {
    void on(ViewKeys keys, ViewSlot slot, Instant now);
  }

  private void everySlot(Action action) {
    Instant now = world.at(world.time(), world.skew().redis());
    for (int owner = 0; owner < world.setup().owners(); owner++) {
      for (int view = 0; view < world.shelf().names().size(); view++) {
        action.on(keys(owner, view), world.redis().slot(owner, view), now);
      }
    }
  }

  private ViewKeys keys(int owner, int view) {
    return ViewKeys.of(Table.owner(owner), world.shelf().names().get(view));
  }

  private void setTime(ViewKeys keys, ViewSlot slot, Instant now) {
    setTime(keys.pages(), !slot.pages().isEmpty(), slot.pagesUntil(), now);
    setTime(keys.fence(), slot.fence().isPresent(), slot.fenceUntil(), now);
    setTime(keys.heat(), slot.hotUntil().isPresent(), slot.hotUntil().orElse(now), now);
    if (slot.mark().isEmpty()) {
      check(server.del(keys.edgeMark()), _ -> {});
    }
  }

  private void setTime(String key, boolean there, Instant until, Instant now) {
    if (there) {
      check(server.pexpire(key, Duration.between(now, until)), set -> assertThat(set).isTrue());
    } else {
      check(server.del(key), _ -> {});
    }
  }

  private void compare(ViewKeys keys, ViewSlot slot, Instant now) {
    same(server.hgetall(keys.pages()), stored(slot.pages()));
    same(server.get(keys.fence()), slot.fence().map(Fence::token).orElse(null));
    same(server.get(keys.edgeMark()), slot.mark().map(this::stored).orElse(null));
    if (!slot.pages().isEmpty()) {
      lives(keys.pages(), slot.pagesUntil(), now);
    }
    if (slot.fence().isPresent()) {
      lives(keys.fence(), slot.fenceUntil(), now);
    }
    if (slot.hotUntil().isPresent()) {
      lives(keys.heat(), slot.hotUntil().get(), now);
    } else {
      same(server.exists(keys.heat()), 0L);
    }
  }

  private void lives(String key, Instant until, Instant now) {
    long millis = Duration.between(now, until).toMillis();
    check(
        server.pttl(key),
        left -> assertThat(left).as(key).isBetween(millis - SLACK.toMillis(), millis));
  }

  private <T> void same(CompletionStage<T> real, @Nullable T mine) {
    check(real, found -> assertThat(found).isEqualTo(mine));
  }

  private <T> void check(CompletionStage<T> reply, Consumer<T> check) {
    checks.add(() -> check.accept(reply.toCompletableFuture().join()));
  }

  private void send() {
    connection.flushCommands();
    checks.forEach(Runnable::run);
    checks.clear();
  }

  private static Map<String, String> stored(Map<String, Envelope> pages) {
    return pages.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, page -> stored(page.getValue())));
  }

  private static String stored(Envelope page) {
    String loadedAt = Long.toString(page.loadedAt().toEpochMilli());
    return String.join("\n", "1", loadedAt, page.owner().text(), page.etag(), page.body());
  }

  private String stored(EdgeMark mark) {
    List<String> claims =
        mark.claims().stream()
            .map(claim -> claim.until().toEpochMilli() + "|" + claim.eviction().value())
            .toList();
    return Stream.concat(
            mark.free().stream().map(free -> Long.toString(free.toEpochMilli())), claims.stream())
        .collect(Collectors.joining(" "));
  }
}
