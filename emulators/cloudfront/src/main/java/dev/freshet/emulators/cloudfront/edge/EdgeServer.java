package dev.freshet.emulators.cloudfront.edge;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server that viewers talk to. */
final class EdgeServer implements Handler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeServer.class);

  /** Above CloudFront's own limit, so that the edge can answer as CloudFront does. */
  private static final int LONGEST_READ = 3 * RequestLimits.LONGEST_REQUEST;

  private static final String TITLE = "The request could not be satisfied";

  private final Function<ViewerRequest, EdgeResponse> edge;
  private final WebServer server;

  EdgeServer(InetAddress address, int port, Function<ViewerRequest, EdgeResponse> edge) {
    this.edge = edge;
    this.server =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .directHandlers(refusals())
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(LONGEST_READ)
                    .maxHeadersSize(LONGEST_READ)
                    .validatePath(false)
                    .validatePrologue(false)
                    .build())
            .routing(routing -> routing.any(this).error(Throwable.class, EdgeServer::failed))
            .build()
            .start();
  }

  int port() {
    return server.port();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) throws IOException {
    letOthersGo();
    EdgeResponse answer =
        switch (ViewerBody.read(request)) {
          case ViewerBody.Outcome.Read(ContentBody body) -> edge.apply(viewer(request, body));
          case ViewerBody.Outcome.Refused(EdgeResponse refusal) -> refusal;
        };
    send(response, answer);
  }

  private static void send(ServerResponse response, EdgeResponse answer) {
    response.status(Status.create(answer.status()));
    answer.headers().entries().stream()
        .collect(
            Collectors.groupingBy(
                EdgeHeaders.Header::name,
                LinkedHashMap::new,
                Collectors.mapping(EdgeHeaders.Header::value, Collectors.toList())))
        .forEach((name, values) ->
            response.header(HeaderNames.create(name), values.toArray(String[]::new)));
    if (answer.body().isEmpty()) {
      response.send();
    } else {
      response.send(answer.body().bytes());
    }
  }

  /** A connection whose next request is there already would keep its carrier thread to itself. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void letOthersGo() {
    Thread.yield();
  }

  /** No message of an exception gets to a viewer. */
  private static void failed(ServerRequest request, ServerResponse response, Throwable failure) {
    LOG.error("the edge failed", failure);
    send(response, EdgeResponse.ofTheEdge(500, TITLE, "The edge failed."));
  }

  /** What the server refuses before any request of it is read. */
  private static DirectHandlers refusals() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, EdgeServer::refused);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse refused(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    EdgeResponse page = EdgeResponse.ofTheEdge(status.code(), TITLE, status.reasonPhrase());
    page.headers()
        .entries()
        .forEach(header -> headers.set(HeaderNames.create(header.name()), header.value()));
    return DirectHandler.TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(false)
        .entity(page.body().bytes())
        .build();
  }

  private static ViewerRequest viewer(ServerRequest request, ContentBody body) {
    List<EdgeHeaders.Header> headers = new ArrayList<>();
    for (io.helidon.http.Header header : request.headers()) {
      header
          .allValues()
          .forEach(value -> headers.add(new EdgeHeaders.Header(header.name(), value)));
    }
    return new ViewerRequest(
        request.prologue().method().text(),
        request.prologue().uriPath().rawPath(),
        request.prologue().query().rawValue(),
        new EdgeHeaders(headers),
        body,
        request.remotePeer().host());
  }

  @Override
  public void close() {
    server.stop();
  }
}
