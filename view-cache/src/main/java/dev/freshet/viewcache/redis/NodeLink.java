package dev.freshet.viewcache.redis;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one connection to one server. It is made in the background, and replaced by the next call
 * once it is broken: closed, or silent twice in a row, or to a server that has become a replica.
 * While the server is silent, calls fail at once. Thread-safe; no method blocks.
 */
final class NodeLink {
  private final Connector connector;
  private final NodeAddress node;
  private final Breaker breaker = new Breaker(System::nanoTime);
  private final AtomicReference<CompletableFuture<Session>> attempt;

  /** Begins to connect. */
  NodeLink(Connector connector, NodeAddress node) {
    this.connector = connector;
    this.node = node;
    this.attempt = new AtomicReference<>(connect());
  }

  /**
   * The connection, or the one that is being made. Fails at once with {@link
   * NodeUnavailableException} while the server is silent.
   */
  CompletableFuture<Session> session() {
    if (breaker.isOpen()) {
      if (breaker.probeIsDue()) {
        reconnect();
      }
      return CompletableFuture.failedFuture(new NodeUnavailableException(node));
    }
    CompletableFuture<Session> found = attempt.get();
    return isUsable(found) ? found : replace(found);
  }

  NodeAddress node() {
    return node;
  }

  /** The time to give to {@link #failed} if the call that begins now fails. */
  long now() {
    return breaker.now();
  }

  void answered() {
    breaker.answered();
  }

  /** A call that began then got no answer, or no connection. */
  void failed(long begun) {
    if (breaker.failed(begun)) {
      reconnect();
    }
  }

  /** Makes another connection, unless one is being made. */
  void reconnect() {
    CompletableFuture<Session> found = attempt.get();
    if (found.isDone()) {
      var _ = replace(found);
    }
  }

  /** What was sent and not answered fails. */
  void close() {
    var _ = attempt.get().thenAccept(Session::close);
  }

  private static boolean isUsable(CompletableFuture<Session> found) {
    return switch (found.state()) {
      case RUNNING -> true;
      case SUCCESS -> found.resultNow().isOpen();
      case FAILED, CANCELLED -> false;
    };
  }

  private CompletableFuture<Session> replace(CompletableFuture<Session> broken) {
    CompletableFuture<Session> next = new CompletableFuture<>();
    if (!attempt.compareAndSet(broken, next)) {
      return attempt.get();
    }
    if (broken.state() == Future.State.SUCCESS) {
      broken.resultNow().close();
    }
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
    return CompletableFuture.completedFuture(node)
        .thenCompose(connector::connect)
        .whenComplete((session, _) -> {
          if (session != null) {
            breaker.answered();
          }
        });
  }
}
