package dev.freshet.viewcache.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/**
 * How scripts are run in Redis, one server or a cluster: all calls of a run are sent before one of
 * them is waited for, each to the primary that has its keys. A server that was silent twice in a
 * row is not waited for again until it answers: its calls fail at once. Thread-safe. A run blocks
 * for no longer than the two times it is given, taken together.
 */
final class RedisLink implements AutoCloseable {
  private final Connector connector;
  private final SlotRoutes routes;
  private final RedisFailureListener failures;

  private RedisLink(Connector connector, SlotRoutes routes, RedisFailureListener failures) {
    this.connector = connector;
    this.routes = routes;
    this.failures = failures;
  }

  /** Begins to connect. */
  static RedisLink open(
      RedisSettings settings, InstantSource clock, RedisFailureListener failures) {
    Connector connector = new Connector(settings, clock, failures);
    Function<NodeAddress, NodeLink> connect = node -> new NodeLink(connector, node);
    SlotRoutes routes =
        settings.cluster()
            ? new ClusterRoutes(connector.endpoint(), connect, settings.timeouts().evictConnect())
            : new SlotRoutes.OneServer(connect.apply(connector.endpoint()));
    return new RedisLink(connector, routes, failures);
  }

  /** One run of a script: all of its keys are in one slot. */
  record Call(List<String> keys, List<String> arguments) {}

  /** The outcome of one call. */
  sealed interface Outcome {
    /** The script has run. */
    record Replied(List<String> reply) implements Outcome {}

    /** Redis is late, gone or refuses: the script may have run. */
    record Failed(JedisException cause) implements Outcome {}
  }

  /**
   * Runs a script so many times. Returns the replies in the order of the calls. Fails at once if
   * the server of one of the calls is known to be silent.
   *
   * @throws JedisException if one of the calls fails: the scripts may have run
   */
  List<List<String>> run(
      Script script, List<Call> calls, Duration connectTimeout, Duration commandTimeout) {
    return deliver(script, calls, connectTimeout, commandTimeout, true).stream()
        .map(RedisLink::reply)
        .toList();
  }

  /**
   * Runs a script several times. Each call succeeds or fails separately. Returns the outcomes in
   * the order of the calls.
   *
   * @throws JedisException if the thread was interrupted: the scripts may have run
   */
  List<Outcome> runEach(
      Script script, List<Call> calls, Duration connectTimeout, Duration commandTimeout) {
    return deliver(script, calls, connectTimeout, commandTimeout, false);
  }

  private List<Outcome> deliver(
      Script script, List<Call> calls, Duration connect, Duration command, boolean together) {
    List<Delivery> all = calls.stream().map(call -> new Delivery(script, call, routes)).toList();
    long end = System.nanoTime() + connect.toNanos() + command.toNanos();
    List<Delivery> open = all;
    while (!open.isEmpty()) {
      open.forEach(Delivery::send);
      if (together) {
        failIfOneIsRefused(open);
      }
      await(open, connect, command, end);
      open = open.stream().filter(delivery -> delivery.settle() == null).toList();
    }
    List<Outcome> outcomes = new ArrayList<>();
    all.forEach(delivery -> outcomes.add(Objects.requireNonNull(delivery.outcome())));
    tell(script, outcomes);
    return outcomes;
  }

  private static void failIfOneIsRefused(List<Delivery> open) {
    for (Delivery delivery : open) {
      if (delivery.isRefused()
          && delivery.settle() instanceof Outcome.Failed(JedisException cause)) {
        open.forEach(Delivery::giveUp);
        throw cause;
      }
    }
  }

  /** Waits first for the connections, most of which are open, then for the replies. */
  private static void await(List<Delivery> open, Duration connect, Duration command, long end) {
    try {
      await(open, Delivery::session, Math.min(connect.toNanos(), end - System.nanoTime()));
      open.forEach(Delivery::giveUpConnecting);
      await(open, Delivery::reply, Math.min(command.toNanos(), end - System.nanoTime()));
    } catch (InterruptedException e) {
      open.forEach(Delivery::giveUp);
      Thread.currentThread().interrupt();
      throw new JedisException("interrupted while Redis was waited for", e);
    }
  }

  private static void await(
      List<Delivery> open, Function<Delivery, CompletableFuture<?>> step, long nanos)
      throws InterruptedException {
    CompletableFuture<?>[] steps = open.stream().map(step).toArray(CompletableFuture<?>[]::new);
    try {
      var _ = CompletableFuture.allOf(steps).get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return; // each delivery knows what came of it
    }
  }

  /** One failure of a run stands for all; one that was not even tried is no news. */
  private void tell(Script script, List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Failed(JedisException cause)
          && !(cause instanceof NodeUnavailableException)) {
        failures.failed(script.name(), cause);
        return;
      }
    }
  }

  private static List<String> reply(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Replied(List<String> reply) -> reply;
      case Outcome.Failed(JedisException cause) -> throw cause;
    };
  }

  /** Closes all connections; the next call makes new ones. */
  void disconnect() {
    routes.disconnect();
  }

  @Override
  public void close() {
    connector.close();
  }
}
