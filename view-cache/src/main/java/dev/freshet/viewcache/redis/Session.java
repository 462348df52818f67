package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.redis.RedisLink.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.ClusterKeyword;
import redis.clients.jedis.Protocol.Command;

/** An open connection to one server. Thread-safe; no method blocks. */
final class Session {
  private final Wire wire;
  private final Optional<LoginRenewal> renewal;

  Session(Wire wire, Optional<LoginRenewal> renewal) {
    this.wire = wire;
    this.renewal = renewal;
  }

  /** How a script is sent: by its digest, or whole to a server that does not know it. */
  enum Form {
    DIGEST,
    SOURCE
  }

  /**
   * Sends a script.
   *
   * @param asking whether the server has its keys only since a moment ago, as ASK said
   */
  CompletableFuture<List<String>> send(Script script, Call call, Form form, boolean asking) {
    renewal.ifPresent(LoginRenewal::ifDue);
    CommandArguments command =
        switch (form) {
          case DIGEST -> new CommandArguments(Command.EVALSHA).add(script.digest());
          case SOURCE -> new CommandArguments(Command.EVAL).add(script.source());
        };
    command.add(call.keys().size()).addObjects(call.keys()).addObjects(call.arguments());
    return asking
        ? wire.send(Session::texts, new CommandArguments(Command.ASKING), command)
        : wire.send(Session::texts, command);
  }

  /** Asks for the cluster's slots and nodes, as {@link SlotTable#of} reads them. */
  CompletableFuture<List<?>> slots() {
    renewal.ifPresent(LoginRenewal::ifDue);
    return wire.send(
        Session::decodedAll, new CommandArguments(Command.CLUSTER).add(ClusterKeyword.SLOTS));
  }

  private static List<String> texts(Object reply) {
    return ((List<?>) reply).stream().map(Session::text).toList();
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, StandardCharsets.UTF_8);
  }

  private static List<?> decodedAll(Object reply) {
    return ((List<?>) reply).stream().map(Session::decoded).toList();
  }

  /** Texts come as bytes, in arrays within arrays. Null stays null. */
  private static @Nullable Object decoded(@Nullable Object reply) {
    return switch (reply) {
      case byte[] text -> text(text);
      case List<?> items -> decodedAll(items);
      case null, default -> reply;
    };
  }

  boolean isOpen() {
    return wire.isOpen();
  }

  /** What was sent and not answered fails. */
  void close() {
    wire.close();
  }
}
