package dev.freshet.viewcache.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletionStage;

/** Connects to one server. */
final class StandaloneConnector implements Connector {
  private final RedisURI uri;
  private final RedisClient client;

  StandaloneConnector(RedisSettings settings) {
    uri = LettuceOptions.uri(settings);
    client = RedisClient.create(uri);
    client.setOptions(LettuceOptions.apply(ClientOptions.builder(), settings).build());
  }

  @Override
  public CompletionStage<Session> connect() {
    return client
        .connectAsync(StringCodec.UTF8, uri)
        .thenApply(connection -> new Session(connection, connection.async()));
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
