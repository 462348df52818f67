package dev.freshet.emulators.loopback;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** HTTP servers for programs of this machine, each behind a {@link LoopbackGuard}. */
public final class LoopbackServer {

  private LoopbackServer() {}

  /** Starts one on a free port of 127.0.0.1. */
  public static WebServer start(Consumer<HttpRouting.Builder> routes) {
    return start(InetAddress.getLoopbackAddress(), 0, routes);
  }

  /** Starts one on this address; port 0 is any that is free. */
  public static WebServer start(
      InetAddress address, int port, Consumer<HttpRouting.Builder> routes) {
    return WebServer.builder()
        .address(address)
        .port(port)
        .shutdownHook(false)
        .routing(routing -> {
          guard(routing, address);
          routes.accept(routing);
        })
        .build()
        .start();
  }

  /** Rejects requests of foreign web pages, for a server at this address that is made elsewhere. */
  public static void guard(HttpRouting.Builder routing, InetAddress address) {
    LoopbackGuard guard = LoopbackGuard.at(address);
    routing.addFilter((chain, request, response) -> filter(guard, chain, request, response));
  }

  private static void filter(
      LoopbackGuard guard, FilterChain chain, RoutingRequest request, RoutingResponse response) {
    Optional<String> refusal =
        guard.refusal(
            request.prologue().method().text(),
            name -> request.headers().first(HeaderNames.create(name)));
    if (refusal.isEmpty()) {
      chain.proceed();
    } else {
      response
          .status(Status.FORBIDDEN_403)
          .header(HeaderNames.CACHE_CONTROL, "no-store")
          .send(refusal.get() + "\n");
    }
  }
}
