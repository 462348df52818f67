package dev.freshet.viewcache.redis;

import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.CompletionStage;

/** Connects to a cluster, whose nodes it learns from the one that it is given. */
final class ClusterConnector implements Connector {
  private final RedisClusterClient client;

  ClusterConnector(RedisSettings settings) {
    client = RedisClusterClient.create(LettuceOptions.uri(settings));
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    LettuceOptions.apply(options, settings);
    // ElastiCache answers under names that differ from those it lists.
    client.setOptions(options.validateClusterNodeMembership(false).build());
  }

  @Override
  public CompletionStage<Session> connect() {
    return client
        .refreshPartitionsAsync()
        .thenCompose(_ -> client.connectAsync(StringCodec.UTF8))
        .thenApply(connection -> new Session(connection, connection.async()));
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
