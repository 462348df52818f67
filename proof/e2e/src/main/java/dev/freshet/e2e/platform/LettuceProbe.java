package dev.freshet.e2e.platform;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.viewcache.redis.ViewKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Reads Redis by the protocol's keys. Thread-safe; reconnects automatically. */
public final class LettuceProbe implements RedisProbe, AutoCloseable {
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final RedisCommands<String, String> redis;

  public LettuceProbe(URI uri) {
    client = RedisClient.create(uri.toString());
    connection = client.connect();
    redis = connection.sync();
  }

  @Override
  public boolean holds(UserId user, String view) {
    return redis.exists(keys(user, view).pages()) > 0;
  }

  @Override
  public Map<String, String> pages(UserId user, String view) {
    return redis.hgetall(keys(user, view).pages());
  }

  @Override
  public void restorePages(UserId user, String view, Map<String, String> pages) {
    redis.hset(keys(user, view).pages(), pages);
  }

  @Override
  public boolean leased(UserId user, String view) {
    return redis.hexists(keys(user, view).pages(), "until");
  }

  @Override
  public Optional<String> fence(UserId user, String view) {
    return Optional.ofNullable(redis.get(keys(user, view).fence()));
  }

  @Override
  public void restoreFence(UserId user, String view, String fence) {
    redis.set(keys(user, view).fence(), fence);
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }

  private static ViewKeys keys(UserId user, String view) {
    return ViewKeys.of(Owner.of(user), new ViewName(view));
  }
}
