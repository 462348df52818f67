package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.redis.RedisLink.Call;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An open connection to one server. Thread-safe; no method blocks. */
final class Session {
  private static final ScriptOutputType LIST = ScriptOutputType.MULTI;

  private final StatefulRedisConnection<String, String> connection;
  private final Optional<LoginRenewal> renewal;

  Session(StatefulRedisConnection<String, String> connection, Optional<LoginRenewal> renewal) {
    this.connection = connection;
    this.renewal = renewal;
  }

  /** How a script is sent: by its digest, or whole to a server that does not know it. */
  enum Form {
    DIGEST,
    SOURCE
  }

  /**
   * Sends a script. Synchronized, so that ASKING, which a slot on the move needs, and which counts
   * for the next command only, stays next to its command.
   */
  synchronized CompletableFuture<List<String>> send(
      Script script, Call call, Form form, boolean asking) {
    renewal.ifPresent(LoginRenewal::ifDue);
    RedisAsyncCommands<String, String> commands = connection.async();
    String[] keys = call.keys().toArray(String[]::new);
    String[] arguments = call.arguments().toArray(String[]::new);
    if (asking) {
      var _ = commands.asking();
    }
    return switch (form) {
      case DIGEST ->
          commands
              .<List<String>>evalsha(script.digest(), LIST, keys, arguments)
              .toCompletableFuture();
      case SOURCE ->
          commands.<List<String>>eval(script.source(), LIST, keys, arguments).toCompletableFuture();
    };
  }

  /** Asks for the cluster's slots and nodes, as {@link SlotTable#of} reads them. */
  synchronized CompletableFuture<List<Object>> slots() {
    renewal.ifPresent(LoginRenewal::ifDue);
    return connection.async().clusterSlots().toCompletableFuture();
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** What was sent and not answered fails. */
  void close() {
    if (connection.isOpen()) {
      var _ = connection.closeAsync();
    }
  }
}
