package dev.freshet.viewcache.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;

/** How the client behaves, with one server as with a cluster. */
final class LettuceOptions {
  private LettuceOptions() {}

  /** The endpoint, with the login, and the name under which operators see the connection. */
  static RedisURI uri(RedisSettings settings) {
    RedisURI uri = RedisURI.create(settings.url());
    uri.setTimeout(settings.timeouts().evictConnect());
    settings.clientName().ifPresent(uri::setClientName);
    settings
        .login()
        .map(login ->
            RedisCredentialsProvider.from(
                () -> RedisCredentials.just(login.user(), login.password().get())))
        .ifPresent(uri::setCredentialsProvider);
    return uri;
  }

  /**
   * No command waits for a connection, and none is sent again on the next one: {@link NodeLink}
   * replaces a lost connection when it is needed, and callers know what to do meanwhile.
   */
  static <B extends ClientOptions.Builder> B apply(B options, RedisSettings settings) {
    options
        .autoReconnect(false)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(settings.timeouts().evictConnect())
                .keepAlive(true)
                .build());
    return options;
  }
}
