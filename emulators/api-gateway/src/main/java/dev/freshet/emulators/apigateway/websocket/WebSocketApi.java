package dev.freshet.emulators.apigateway.websocket;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.loopback.LoopbackServer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsRouting;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket API of the template behind a port of 127.0.0.1: connections at {@code /stage}, and
 * the management API below it. It listens before it has routes, as its address is a variable of the
 * functions behind it; until then clients wait. Thread-safe.
 */
public final class WebSocketApi implements AutoCloseable {
  private final WebSocketSettings settings;
  private final InstantSource clock;
  private final CompletableFuture<Connections> connections = new CompletableFuture<>();
  private final WebServer server;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("websocket limits").factory());

  private WebSocketApi(int port, WebSocketSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(port)
            .shutdownHook(false)
            .routing(routing -> {
              LoopbackServer.guard(routing, InetAddress.getLoopbackAddress());
              routing.register(new ManagementApi(connections::join));
            })
            .addRouting(
                WsRouting.builder()
                    .endpoint("/{stage}", () -> new SocketListener(connections::join)))
            .build()
            .start();
  }

  /**
   * Starts listening.
   *
   * @param port 0 for any that is free
   */
  public static WebSocketApi start(int port, WebSocketSettings settings, InstantSource clock) {
    return new WebSocketApi(port, settings, clock);
  }

  /** Says what to serve; once. */
  public void serve(WebSocketSpec api, String region, Functions functions) {
    connections.complete(new Connections(api, region, functions, clock));
    var _ = timer.scheduleWithFixedDelay(this::closeOverdue, 1, 1, TimeUnit.SECONDS);
  }

  /** Closes what was idle or open for too long, as happens by itself every second. */
  void closeOverdue() {
    connections.join().closeOverdue(settings);
  }

  /** What {@code ApiEndpoint} of the API yields; the stage is a path below it. */
  public URI endpoint() {
    return URI.create("ws://127.0.0.1:" + server.port());
  }

  /** Where the management API's client is pointed at. */
  public URI management(WebSocketSpec api) {
    return URI.create("http://127.0.0.1:" + server.port() + "/" + api.stage());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    server.stop();
  }
}
