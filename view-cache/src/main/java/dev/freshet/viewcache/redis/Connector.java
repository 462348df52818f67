package dev.freshet.viewcache.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Makes connections to Redis servers, without blocking. Thread-safe. */
final class Connector implements AutoCloseable {
  /**
   * Events of Lettuce and Netty for the Flight Recorder, unless they are asked for: a cold start
   * would load 150 classes for them.
   */
  private static final List<String> RECORDED =
      List.of("io.lettuce.core.jfr", "io.netty.jfr.enabled");

  static {
    RECORDED.forEach(events -> System.getProperties().putIfAbsent(events, "false"));
  }

  private final RedisURI endpoint;
  private final RedisSettings settings;
  private final InstantSource clock;
  private final RedisFailureListener failures;
  private final RedisClient client = RedisClient.create();

  Connector(RedisSettings settings, InstantSource clock, RedisFailureListener failures) {
    this.endpoint = LettuceOptions.uri(settings);
    this.settings = settings;
    this.clock = clock;
    this.failures = failures;
    client.setOptions(LettuceOptions.apply(ClientOptions.builder(), settings).build());
  }

  /** The address that the settings name. */
  NodeAddress endpoint() {
    return NodeAddress.of(endpoint);
  }

  /** Begins to connect and to log in, with the password of this moment. */
  CompletionStage<Session> connect(NodeAddress node) {
    RedisURI uri = RedisURI.builder(endpoint).withHost(node.host()).withPort(node.port()).build();
    return client
        .connectAsync(StringCodec.UTF8, uri)
        .thenApply(connection ->
            new Session(
                connection,
                settings
                    .login()
                    .map(login -> new LoginRenewal(connection, login, clock, failures))));
  }

  /** Closes all connections. */
  @Override
  public void close() {
    client.shutdown();
  }
}
