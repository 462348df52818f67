package dev.freshet.local.console;

import dev.freshet.domain.UserId;
import dev.freshet.emulators.loopback.LoopbackServer;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.RunningStack;
import dev.freshet.operations.DeadLetters;
import dev.freshet.operations.Flush;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Redrive;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The console of a local system: its page and its API, on one port of 127.0.0.1. Requests of other
 * sites' pages are refused. Thread-safe.
 */
public final class Console implements AutoCloseable {
  private final LocalSystem system;
  private final Feed feed;
  private final Tally tally;
  private final Queues queues;
  private final UserCaches users;
  private final WebServer server;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console").factory());

  private Console(LocalSystem system, Tally tally, int port, Path site, HttpService faults) {
    this.system = system;
    this.feed = new Feed(system::nameOf);
    this.tally = tally;
    this.queues = new Queues(system.sqs(), urls(system));
    this.users = new UserCaches(system);
    system.changes().listen(feed::step);
    system.edge().onAnswered(feed::answered);
    this.server =
        LoopbackServer.start(
            InetAddress.getLoopbackAddress(), port, routing -> routes(routing, site, faults));
    var _ = timer.scheduleWithFixedDelay(this::tellSummary, 2, 2, TimeUnit.SECONDS);
  }

  /**
   * Starts it.
   *
   * @param tally which hears of the functions' output
   * @param port 0 for any that is free
   * @param site into which the pages are built
   * @param faults the fault panel's API
   */
  public static Console start(
      LocalSystem system, Tally tally, int port, Path site, HttpService faults) {
    return new Console(system, tally, port, site, faults);
  }

  /** The page. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/app/ops/");
  }

  @Override
  public void close() {
    timer.shutdownNow();
    server.stop();
  }

  private void routes(HttpRouting.Builder routing, Path site, HttpService faults) {
    routing
        .get("/ops/api/state", (_, response) -> Answers.json(response, state()))
        .get("/ops/api/events", (_, response) -> new Events(feed).send(response))
        .get(
            "/ops/api/users/{id}",
            (request, response) -> Answers.json(response, users.of(user(request))))
        .post("/ops/api/users/{id}/flush", this::flush)
        .post("/ops/api/queues/{queue}/redrive", this::redrive)
        .register("/ops/api/faults", faults)
        .register("/app", new Pages(site))
        .error(
            IllegalArgumentException.class,
            (_, response, _) -> Answers.refuse(response, Status.BAD_REQUEST_400, "no such user"));
  }

  private Map<String, Object> state() {
    Map<String, Object> state = new TreeMap<>();
    state.put("source", new Source("local", "this machine", false, 0, List.of()));
    state.put("changes", feed.changes());
    state.put("reads", feed.reads());
    state.put("summary", summary());
    return state;
  }

  private Summary summary() {
    return Summary.of(
        system.options().now().toEpochMilli(),
        system.edge().counters(),
        tally,
        feed,
        queues.depths());
  }

  private void tellSummary() {
    if (feed.hasSubscribers()) {
      feed.tell("summary", summary());
    }
  }

  private void flush(ServerRequest request, ServerResponse response) {
    operate(
        response,
        () -> {
          Flush flush = new Flush(RunningStack.of(system), system.options()::now);
          return Map.of("correlationId", flush.flush(user(request)));
        });
  }

  private void redrive(ServerRequest request, ServerResponse response) {
    String queue = request.path().pathParameters().get("queue");
    operate(response, () -> new Redrive(RunningStack.of(system)).redrive(DeadLetters.parse(queue)));
  }

  private interface Operation {
    Object run() throws OperationFailedException;
  }

  private static void operate(ServerResponse response, Operation operation) {
    try {
      Answers.json(response, operation.run());
    } catch (OperationFailedException refused) {
      Answers.refuse(response, Status.BAD_REQUEST_400, String.valueOf(refused.getMessage()));
    }
  }

  private static UserId user(ServerRequest request) {
    return new UserId(request.path().pathParameters().get("id"));
  }

  private static Map<String, String> urls(LocalSystem system) {
    Map<String, String> urls = new TreeMap<>();
    List<String> all = system.sqs().listQueues().queueUrls();
    all.forEach(url -> urls.put(url.substring(url.lastIndexOf("freshet-") + 8), url));
    return urls;
  }
}
