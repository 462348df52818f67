package dev.freshet.local.console;

import dev.freshet.emulators.loopback.LoopbackServer;
import dev.freshet.operations.watch.WatchedStack;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The console of a deployed stack: figures from the lines in which its functions write their
 * metrics, and the depths of its queues. It changes nothing. What it cannot show it names.
 * Thread-safe; asks AWS only while a page asks.
 */
public final class StackConsole implements AutoCloseable {
  private static final List<String> MISSING =
      List.of(
          "Hits and copies at the edge: CloudFront counts requests by the minute, and lists no copies",
          "Single changes and reads: the functions log figures, and no line for each step",
          "The age of what reads lacked: the auditor's samples stand in for it",
          "One user's entries: Redis is reached from the stack's VPC only");

  private final WatchedStack stack;
  private final Supplier<List<String>> lines;
  private final Queues queues;
  private final InstantSource clock;
  private final long since;
  private final Tally tally = new Tally();
  private final WebServer server;

  private StackConsole(
      WatchedStack stack,
      Supplier<List<String>> lines,
      SqsClient sqs,
      InstantSource clock,
      Settings settings) {
    this.stack = stack;
    this.lines = lines;
    this.queues = new Queues(sqs, stack.queueUrls());
    this.clock = clock;
    this.since = settings.since();
    this.server =
        LoopbackServer.start(
            InetAddress.getLoopbackAddress(),
            settings.port(),
            routing -> routes(routing, settings.site()));
  }

  /**
   * Where it is served.
   *
   * @param port 0 for any that is free
   * @param site into which the pages are built
   * @param since from when the log is read, in epoch milliseconds
   */
  public record Settings(int port, Path site, long since) {}

  /**
   * Starts it.
   *
   * @param lines in which functions write their metrics, those that were not given before
   */
  public static StackConsole start(
      WatchedStack stack,
      Supplier<List<String>> lines,
      SqsClient sqs,
      InstantSource clock,
      Settings settings) {
    return new StackConsole(stack, lines, sqs, clock, settings);
  }

  /** The page. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/app/ops/");
  }

  @Override
  public void close() {
    server.stop();
  }

  private void routes(HttpRouting.Builder routing, Path site) {
    routing
        .get("/ops/api/state", (_, response) -> state(response))
        .any(
            "/ops/api/*",
            (_, response) ->
                Answers.refuse(
                    response, Status.METHOD_NOT_ALLOWED_405, "the console of a stack only reads"))
        .register("/app", new Pages(site));
  }

  private void state(ServerResponse response) {
    try {
      Answers.json(
          response,
          Map.of(
              "source", new Source("stack", stack.name(), true, since, MISSING),
              "changes", List.of(),
              "reads", List.of(),
              "summary", summary()));
    } catch (SdkException failed) {
      Answers.refuse(response, Status.BAD_GATEWAY_502, "AWS: " + failed.getMessage());
    }
  }

  private synchronized Summary summary() {
    lines.get().forEach(tally);
    return Summary.of(clock.millis(), tally, queues.depths());
  }
}
