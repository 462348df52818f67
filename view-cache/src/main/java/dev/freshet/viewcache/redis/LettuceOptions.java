package dev.freshet.viewcache.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;

/** How the client behaves, with one server as with a cluster. */
final class LettuceOptions {
  private LettuceOptions() {}

  static RedisURI uri(RedisSettings settings) {
    RedisURI uri = RedisURI.create(settings.url());
    uri.setTimeout(settings.evictTimeout());
    return uri;
  }

  /**
   * No command waits for a connection, and none is sent again on the next one: {@link RedisLink}
   * replaces a lost connection when it is needed, and callers know what to do meanwhile.
   */
  static <B extends ClientOptions.Builder> B apply(B options, RedisSettings settings) {
    options
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(settings.evictTimeout())
                .keepAlive(true)
                .build());
    return options;
  }
}
