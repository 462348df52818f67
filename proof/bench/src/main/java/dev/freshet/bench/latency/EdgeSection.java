package dev.freshet.bench.latency;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.bench.report.Goal;
import dev.freshet.bench.report.Grid;
import dev.freshet.bench.report.Grid.Column;
import dev.freshet.bench.report.Section;
import dev.freshet.bench.report.Unit;
import dev.freshet.emulators.cloudfront.CloudFrontEmulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Response times of the local edge's hits. */
public final class EdgeSection {
  private static final int MANY = 32;
  private static final String HEADERS = "Authorization: Bearer one\r\n";
  private static final String HIT = "x-cache: hit from cloudfront";

  /**
   * The load as a share of the edge's maximum; an open loop at the maximum would measure its own
   * queue.
   */
  private static final double SHARE = 0.6;

  private static final byte[] BODY =
      "{\"name\":\"Ada\"}".repeat(40).getBytes(StandardCharsets.UTF_8);

  private EdgeSection() {}

  public static Section of(Path template, boolean quick, Consumer<String> progress)
      throws Exception {
    Duration length = Duration.ofSeconds(quick ? 3 : 15);
    HttpServer origin = origin();
    URI address = URI.create("http://127.0.0.1:" + origin.getAddress().getPort());
    try (CloudFrontEmulator edge =
        CloudFrontEmulator.start(
            template, "Distribution", Map.of("api", address, "pages", address))) {
      Call.Maker maker = () -> new HttpConnection(edge.url(), "/dashboard", HEADERS, HIT);
      progress.accept("edge: warming up");
      fill(edge.url());
      var _ = new Load(MANY, length.plus(length)).asFastAsPossible(maker);
      progress.accept("edge: one connection");
      Timing alone = new Load(1, length).asFastAsPossible(maker);
      progress.accept("edge: " + MANY + " connections");
      Timing most = new Load(MANY, length).asFastAsPossible(maker);
      double rate = SHARE * most.perSecond();
      progress.accept("edge: open loop");
      Timing open = new Load(MANY, length).at(rate, maker);
      return section(alone, most, open);
    } finally {
      origin.stop(0);
    }
  }

  /** Fills the edge, as the first answer is a miss. */
  private static void fill(URI edge) throws IOException {
    var _ = new HttpConnection(edge, "/dashboard", HEADERS, "x-cache: miss from cloudfront").run();
  }

  private static HttpServer origin() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("Cache-Control", "s-maxage=3600, max-age=0");
          exchange.getResponseHeaders().set("Cache-Tag", "u-one, u-one.dashboard");
          exchange.getResponseHeaders().set("ETag", "\"1\"");
          exchange.sendResponseHeaders(200, BODY.length);
          exchange.getResponseBody().write(BODY);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Section section(Timing alone, Timing most, Timing open) {
    return new Section(
        "The local edge",
        "Hits of the CloudFront emulator with the template's distribution and its function, over"
            + " HTTP on the loopback interface. Client and edge share the processors.",
        List.of(),
        List.of(
            Goal.atLeast(
                "Hits at " + MANY + " connections", 5_000, most.perSecond(), Unit.PER_SECOND),
            Goal.atMost("Hit alone, p50", 0.5, alone.millis(50), Unit.MILLIS),
            Goal.atMost("Hit at " + MANY + " connections, p99", 20, most.millis(99), Unit.MILLIS)),
        List.of(),
        List.of(
            row(
                    row(
                        row(
                            Grid.of(
                                "Hits at the local edge",
                                "load",
                                new Column("hits", Unit.PER_SECOND),
                                new Column("p50", Unit.MILLIS),
                                new Column("p99", Unit.MILLIS),
                                new Column("p99.9", Unit.MILLIS),
                                new Column("max", Unit.MILLIS),
                                new Column("processor", Unit.MICROS)),
                            "1 connection, closed loop",
                            alone),
                        MANY + " connections, closed loop",
                        most),
                    MANY + " connections, open loop at 60 %",
                    open)
                .build()));
  }

  private static Grid.Builder row(Grid.Builder grid, String label, Timing timing) {
    return grid.row(
        label,
        timing.perSecond(),
        timing.millis(50),
        timing.millis(99),
        timing.millis(99.9),
        timing.mostMillis(),
        timing.processorMicros());
  }
}
