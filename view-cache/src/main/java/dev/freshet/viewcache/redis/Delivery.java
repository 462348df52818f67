package dev.freshet.viewcache.redis;

import dev.freshet.viewcache.redis.RedisLink.Call;
import dev.freshet.viewcache.redis.RedisLink.Outcome;
import dev.freshet.viewcache.redis.Session.Form;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future.State;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One call on its way to the server that has its keys, which may take several sends: the server may
 * not know the script, or name another server. One thread sends and settles it.
 */
final class Delivery {

  /** The digest, the source, and a redirect or two, each with its own digest and source. */
  private static final int MOST_SENDS = 6;

  private final Script script;
  private final Call call;
  private final SlotRoutes routes;
  private @Nullable NodeLink named;
  private boolean asking;
  private Form form = Form.DIGEST;
  private int sends;
  private long begun;
  private CompletableFuture<NodeLink> link = new CompletableFuture<>();
  private CompletableFuture<Session> session = new CompletableFuture<>();
  private CompletableFuture<List<String>> reply = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<List<String>> command;
  private @Nullable Outcome outcome;

  Delivery(Script script, Call call, SlotRoutes routes) {
    this.script = script;
    this.call = call;
    this.routes = routes;
  }

  /** Sends it as soon as there is a connection. Does not block. */
  void send() {
    sends++;
    begun = System.nanoTime();
    link = named == null ? routes.to(call) : CompletableFuture.completedFuture(named);
    session = link.thenCompose(NodeLink::session);
    reply = session.thenCompose(this::hand);
  }

  private CompletableFuture<List<String>> hand(Session open) {
    CompletableFuture<List<String>> sent = open.send(script, call, form, asking);
    command = sent;
    return sent;
  }

  /** Done when a connection exists, or cannot be opened. */
  CompletableFuture<Session> session() {
    return session;
  }

  /** Done when no result is pending. */
  CompletableFuture<List<String>> reply() {
    return reply;
  }

  /** Not to be sent any more if it was not sent yet. */
  void giveUpConnecting() {
    if (!session.isDone()) {
      reply.cancel(true);
    }
  }

  /** Not to be sent any more; a reply is not waited for. */
  void giveUp() {
    reply.cancel(true);
    CompletableFuture<List<String>> sent = command;
    if (sent != null) {
      sent.cancel(true);
    }
  }

  /** Whether the server is known to be silent, so that the call was not sent. */
  boolean isRefused() {
    return reply.isCompletedExceptionally() && cause() instanceof NodeUnavailableException;
  }

  /** The outcome; null if the call must be sent again. */
  @Nullable Outcome settle() {
    outcome =
        switch (reply.state()) {
          case SUCCESS -> answered();
          case FAILED -> failed(cause());
          case RUNNING, CANCELLED -> late();
        };
    return outcome;
  }

  /** As {@link #settle} returned it. */
  @Nullable Outcome outcome() {
    return outcome;
  }

  private Outcome answered() {
    link.resultNow().answered();
    return new Outcome.Replied(reply.resultNow());
  }

  private Outcome late() {
    giveUp();
    return unanswered(new JedisConnectionException("Redis did not answer in time"));
  }

  private @Nullable Outcome failed(JedisException failure) {
    return switch (failure) {
      case JedisNoScriptException _ -> sentAgain(failure, Form.SOURCE);
      case JedisDataException _ when begins(failure, "READONLY") -> {
        link.resultNow().reconnect();
        yield new Outcome.Failed(failure);
      }
      case JedisDataException _ when session.state() == State.SUCCESS -> refused(failure);
      case NodeUnavailableException _ -> doubted(failure);
      default -> unanswered(failure);
    };
  }

  /** The server answers, be it with an error. */
  private @Nullable Outcome refused(JedisException failure) {
    link.resultNow().answered();
    if (begins(failure, "CLUSTERDOWN")) {
      return doubted(failure);
    }
    Optional<Redirect> redirect = Redirect.of(String.valueOf(failure.getMessage()));
    Optional<NodeLink> next = redirect.flatMap(to -> routes.follow(to, link.resultNow()));
    if (next.isEmpty()) {
      return new Outcome.Failed(failure);
    }
    named = next.get();
    asking = !redirect.get().lasting();
    return sentAgain(failure, Form.DIGEST);
  }

  private static boolean begins(JedisException failure, String code) {
    return String.valueOf(failure.getMessage()).startsWith(code);
  }

  private @Nullable Outcome sentAgain(JedisException failure, Form next) {
    form = next;
    return sends < MOST_SENDS ? null : new Outcome.Failed(failure);
  }

  private Outcome unanswered(JedisException failure) {
    if (link.state() == State.SUCCESS) {
      link.resultNow().failed(begun);
    }
    return doubted(failure);
  }

  private Outcome doubted(JedisException failure) {
    routes.doubt();
    return new Outcome.Failed(failure);
  }

  private JedisException cause() {
    Throwable thrown = reply.exceptionNow();
    Throwable cause =
        thrown instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : thrown;
    return cause instanceof JedisException redis ? redis : new JedisException(cause);
  }
}
