package dev.freshet.checker.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.checker.model.Kind;
import dev.freshet.checker.model.Shelf;
import dev.freshet.checker.model.Table;
import dev.freshet.checker.model.World;
import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.Fence;
import dev.freshet.viewcache.memory.ViewSlot;
import dev.freshet.viewcache.memory.ViewSlot.Life;
import dev.freshet.viewcache.redis.ViewKeys;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real server beside a simulated world. After each action it compares the server's content with
 * the world's cache, sets the lifetimes to the world's time and loses the keys that the world lost,
 * in one round trip.
 */
final class RedisBeside {

  /** A key's remaining lifetime may be shorter by this real time since it was stored. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  /** The field with the end of a grant's turn, in the real server's time. */
  private static final String TURN = "turn";

  private static final String NONE = "0";

  private final StatefulRedisConnection<String, String> connection;
  private final RedisAsyncCommands<String, String> server;
  private final World world;
  private final List<Runnable> checks = new ArrayList<>();

  /** The connection sends commands only when flushed. */
  RedisBeside(StatefulRedisConnection<String, String> connection, World world) {
    this.connection = connection;
    this.server = connection.async();
    this.world = world;
    connection.setAutoFlushCommands(false);
  }

  /** Applies to the server an action's effects on the world's cache, except those of calls. */
  void follow(int action) {
    Kind kind = Kind.kind(action);
    switch (kind) {
      case TICK -> everySlot(this::setTime);
      case FLUSH -> check(server.flushall(), done -> assertThat(done).isEqualTo("OK"));
      case LOSE_PAGES, LOSE_FENCE -> {
        int subject = Kind.subject(action);
        ViewKeys keys = keys(Shelf.ownerOf(subject), Shelf.viewOf(subject));
        check(
            server.del(kind == Kind.LOSE_PAGES ? keys.pages() : keys.fence()),
            lost -> assertThat(lost).isOne());
      }
      default -> {} // a call, or nothing to do with the cache
    }
    everySlot(this::compare);
    everySlot(this::setTurn);
    send();
  }

  /** An operation on one slot and its keys. */
  private interface Action {
    void on(ViewKeys keys, ViewSlot slot, Instant now);
  }

  private void everySlot(Action action) {
    Instant now = world.redisTime();
    for (int owner = 0; owner < world.setup().cast().owners(); owner++) {
      for (int view = 0; view < world.shelf().names().size(); view++) {
        action.on(keys(owner, view), world.redis().slot(owner, view), now);
      }
    }
  }

  private ViewKeys keys(int owner, int view) {
    return ViewKeys.of(Table.owner(owner), world.shelf().names().get(view));
  }

  private void setTime(ViewKeys keys, ViewSlot slot, Instant now) {
    setTime(keys.pages(), slot.life().map(Life::until).orElse(null), now);
    setTime(keys.fence(), slot.fence().isPresent() ? slot.fenceUntil() : null, now);
  }

  private void setTime(String key, @Nullable Instant until, Instant now) {
    if (until == null) {
      check(server.del(key), _ -> {});
    } else {
      check(server.pexpire(key, Duration.between(now, until)), set -> assertThat(set).isTrue());
    }
  }

  /** Sets the turn by the world's time. */
  private void setTurn(ViewKeys keys, ViewSlot slot, Instant now) {
    if (slot.life().isEmpty()) {
      return;
    }
    Instant until = slot.life().get().turnUntil();
    if (until.isAfter(now)) {
      check(server.hset(keys.pages(), TURN, Long.toString(until.toEpochMilli())), _ -> {});
    } else {
      check(server.hdel(keys.pages(), TURN), _ -> {});
    }
  }

  private void compare(ViewKeys keys, ViewSlot slot, Instant now) {
    check(
        server.hgetall(keys.pages()),
        real ->
            assertThat(plain(real))
                .isEqualTo(slot.life().map(RedisBeside::stored).orElse(Map.of())));
    same(server.get(keys.fence()), slot.fence().map(Fence::token).orElse(null));
    if (slot.life().isPresent()) {
      lives(keys.pages(), slot.life().get().until(), now);
    }
    if (slot.fence().isPresent()) {
      lives(keys.fence(), slot.fenceUntil(), now);
    }
  }

  /** Removes the fields that depend on the world's time. */
  private static Map<String, String> plain(Map<String, String> real) {
    if (real.isEmpty()) {
      return real;
    }
    Map<String, String> fields = new HashMap<>(real);
    fields.remove(TURN);
    fields.putIfAbsent("saved", NONE);
    fields.putIfAbsent("until", NONE);
    return fields;
  }

  private static Map<String, String> stored(Life life) {
    Map<String, String> fields = new HashMap<>();
    life.pages().forEach((page, envelope) -> fields.put("p:" + page, stored(envelope)));
    fields.put("generation", life.generation().token());
    fields.put("until", Long.toString(life.leasedUntil().toEpochMilli()));
    fields.put("saved", Long.toString(life.saved()));
    return fields;
  }

  private static String stored(Envelope page) {
    String loadedAt = Long.toString(page.loadedAt().toEpochMilli());
    return String.join("\n", "1", loadedAt, page.owner().text(), page.etag(), page.body());
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
}
