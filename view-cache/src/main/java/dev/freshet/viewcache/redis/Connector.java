package dev.freshet.viewcache.redis;

import java.util.concurrent.CompletionStage;

/** Makes connections to Redis, without blocking. */
interface Connector extends AutoCloseable {
  CompletionStage<Session> connect();

  @Override
  void close();

  static Connector to(RedisSettings settings) {
    return settings.cluster() ? new ClusterConnector(settings) : new StandaloneConnector(settings);
  }
}
