package dev.freshet.e2e.platform;

import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.util.Optional;

/** Looks into Redis by the protocol's own keys. Thread-safe; reconnects by itself. */
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
    return redis.exists(pages(user, view)) > 0;
  }

  @Override
  public Optional<String> fence(UserId user, String view) {
    return Optional.ofNullable(redis.get(pages(user, view) + ":fence"));
  }

  @Override
  public void restoreFence(UserId user, String view, String fence) {
    redis.set(pages(user, view) + ":fence", fence);
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown();
  }

  private static String pages(UserId user, String view) {
    return "{" + Owner.of(user).text() + "}:" + view;
  }
}
