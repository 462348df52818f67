package dev.freshet.viewcache.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The one connection to Redis, and how scripts are run on it. The connection is made in the
 * background, from the first moment on, and replaced by the next call once it is broken: closed, or
 * silent twice in a row, or to a server that has become a replica. Thread-safe. A call blocks for
 * no longer than the two times it is given.
 */
final class RedisLink implements AutoCloseable {

  /** One late reply may be a pause; after two, the connection may lead nowhere. */
  private static final int LATE_REPLIES_TO_BREAK = 2;

  private static final ScriptOutputType LIST = ScriptOutputType.MULTI;

  private final Connector connector;
  private final AtomicReference<CompletableFuture<Session>> attempt;
  private final AtomicInteger lateReplies = new AtomicInteger();

  RedisLink(Connector connector) {
    this.connector = connector;
    this.attempt = new AtomicReference<>(connect());
  }

  /** One run of a script: all of its keys are in one slot. */
  record Call(List<String> keys, List<String> arguments) {
    private String[] keyArray() {
      return keys.toArray(String[]::new);
    }

    private String[] argumentArray() {
      return arguments.toArray(String[]::new);
    }
  }

  /**
   * Runs a script so many times, in one round trip. Returns the replies in the order of the calls.
   *
   * @throws RedisException if Redis is late, gone or refuses: the script may have run
   */
  List<List<String>> run(
      Script script, List<Call> calls, Duration connectTimeout, Duration commandTimeout) {
    CompletableFuture<Session> current = current();
    Session session = outcome(current, connectTimeout);
    try {
      List<List<String>> replies = evaluate(session, script, calls, commandTimeout);
      lateReplies.set(0);
      return replies;
    } catch (RedisException e) {
      if (broken(e)) {
        var _ = replace(current);
      }
      throw e;
    }
  }

  private static List<List<String>> evaluate(
      Session session, Script script, List<Call> calls, Duration timeout) {
    var commands = session.commands();
    try {
      return replies(
          calls,
          call -> commands.evalsha(script.digest(), LIST, call.keyArray(), call.argumentArray()),
          timeout);
    } catch (RedisNoScriptException _) { // the server was told to forget its scripts
      return replies(
          calls,
          call -> commands.eval(script.source(), LIST, call.keyArray(), call.argumentArray()),
          timeout);
    }
  }

  private boolean broken(RedisException e) {
    return switch (e) {
      case RedisCommandTimeoutException _ -> lateReplies.incrementAndGet() >= LATE_REPLIES_TO_BREAK;
      case RedisReadOnlyException _ -> true;
      case RedisCommandExecutionException _, RedisCommandInterruptedException _ -> false;
      default -> true;
    };
  }

  /** The connection, or the one that is being made; begins to make one if there is none. */
  private CompletableFuture<Session> current() {
    CompletableFuture<Session> found = attempt.get();
    boolean failed = found.isCompletedExceptionally();
    boolean closed =
        found.state() == Future.State.SUCCESS && !found.resultNow().connection().isOpen();
    return failed || closed ? replace(found) : found;
  }

  private CompletableFuture<Session> replace(CompletableFuture<Session> broken) {
    CompletableFuture<Session> next = new CompletableFuture<>();
    if (!attempt.compareAndSet(broken, next)) {
      return attempt.get();
    }
    lateReplies.set(0);
    var _ = broken.thenAccept(RedisLink::abandon);
    var _ =
        connect()
            .whenComplete((session, failure) -> {
              if (failure == null) {
                next.complete(session);
              } else {
                next.completeExceptionally(failure);
              }
            });
    return next;
  }

  private CompletableFuture<Session> connect() {
    return connector.connect().thenCompose(RedisLink::prepare).toCompletableFuture();
  }

  private static CompletionStage<Session> prepare(Session session) {
    return session
        .withScriptsLoaded()
        .whenComplete((_, failure) -> {
          if (failure != null) {
            abandon(session);
          }
        });
  }

  private static void abandon(Session session) {
    if (session.connection().isOpen()) {
      var _ = session.connection().closeAsync();
    }
  }

  /** Sends all calls before it waits. Gives late ones up, so that they are not sent after all. */
  private static List<List<String>> replies(
      List<Call> calls, Function<Call, RedisFuture<List<String>>> command, Duration timeout) {
    List<CompletableFuture<List<String>>> sent =
        calls.stream().map(command).map(RedisFuture::toCompletableFuture).toList();
    try {
      outcome(CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)), timeout);
    } catch (RedisCommandTimeoutException e) {
      sent.forEach(late -> late.cancel(true));
      throw e;
    }
    return sent.stream().map(CompletableFuture::resultNow).toList();
  }

  private static <T> T outcome(Future<T> future, Duration timeout) {
    try {
      return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RedisCommandTimeoutException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisException cause ? cause : new RedisException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisCommandInterruptedException(e);
    }
  }

  @Override
  public void close() {
    connector.close();
  }
}
