package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.lambda.functions.Functions;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The REST APIs of the template behind an HTTP port of 127.0.0.1. The first segment of a path is an
 * API's id, which stands in the host name on AWS; without one, the first API is meant. The next
 * segment is the stage. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">Quotas
 *     of REST APIs</a>
 */
public final class ApiGateway implements AutoCloseable {
  /** The largest body of a request and of an answer. */
  private static final int LARGEST_BODY = 10 * 1024 * 1024;

  private final List<Stage> stages;
  private final InstantSource clock;
  private final WebServer server;

  /**
   * Prepares APIs that no user pool guards.
   *
   * @param port to listen on; 0: any that is free
   */
  public ApiGateway(
      List<ApiSpec> apis,
      GatewaySettings settings,
      Functions functions,
      int port,
      InstantSource clock) {
    this(apis, settings, functions, UserPoolTokens.NONE, port, clock);
  }

  /**
   * Prepares the APIs.
   *
   * @param pools those that their authorizers may name
   * @param port to listen on; 0: any that is free
   */
  public ApiGateway(
      List<ApiSpec> apis,
      GatewaySettings settings,
      Functions functions,
      UserPoolTokens pools,
      int port,
      InstantSource clock) {
    this.stages =
        apis.stream()
            .map(api -> new Stage(api, new RestApi(api, settings, functions, pools, clock)))
            .toList();
    this.clock = clock;
    this.server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .shutdownHook(false)
            .routing(routing -> routing.any(this::handle))
            .build();
  }

  private record Stage(ApiSpec spec, RestApi api) {
    String root() {
      return "/" + spec.id() + "/";
    }
  }

  /** Starts listening. */
  public void start() {
    server.start();
  }

  /** The port, once started. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void handle(ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    String rawPath = request.path().rawPath();
    Stage stage =
        stages.stream()
            .filter(each -> rawPath.startsWith(each.root()))
            .findFirst()
            .orElse(stages.getFirst());
    String path =
        rawPath.startsWith(stage.root()) ? rawPath.substring(stage.root().length() - 1) : rawPath;
    String prefix = "/" + stage.spec().stage();
    if (!path.equals(prefix) && !path.startsWith(prefix + "/")) {
      response.status(Status.FORBIDDEN_403).header("x-amzn-ErrorType", "ForbiddenException");
      response.header("Content-Type", "application/json").send("{\"message\":\"Forbidden\"}");
      return;
    }
    String inStage = path.substring(prefix.length());
    Optional<ProxyBody> body = body(request);
    GatewayRequest read =
        request(request, inStage.isEmpty() ? "/" : inStage, body.orElse(ProxyBody.EMPTY));
    send(body.isEmpty() ? stage.api().tooLarge(read) : stage.api().answer(read), read, response);
  }

  private GatewayRequest request(ServerRequest request, String path, ProxyBody body) {
    ProxyHeaders headers = new ProxyHeaders();
    for (Header header : request.headers()) {
      header.allValues().forEach(value -> headers.add(header.name(), value));
    }
    String sourceIp = sourceIp(request);
    addForwarded(headers, sourceIp);
    String method =
        headers
            .last("X-HTTP-Method-Override")
            .orElse(request.prologue().method().text())
            .toUpperCase(Locale.ROOT);
    return new GatewayRequest(
        method,
        path,
        request.query().rawValue(),
        headers,
        body,
        sourceIp,
        UUID.randomUUID().toString(),
        extendedId(),
        clock.instant());
  }

  /** API Gateway adds the address that it sees, and how it was reached. */
  private static void addForwarded(ProxyHeaders headers, String sourceIp) {
    String before = headers.last("X-Forwarded-For").map(value -> value + ", ").orElse("");
    headers.set("X-Forwarded-For", before + sourceIp);
    headers.set("X-Forwarded-Port", "443");
    headers.set("X-Forwarded-Proto", "https");
  }

  private static String sourceIp(ServerRequest request) {
    return request.remotePeer().address() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : "127.0.0.1";
  }

  private static Optional<ProxyBody> body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return Optional.of(ProxyBody.EMPTY);
    }
    if (request.headers().contentLength().orElse(0) > LARGEST_BODY) {
      return Optional.empty();
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
      return bytes.length > LARGEST_BODY ? Optional.empty() : Optional.of(ProxyBody.of(bytes));
    }
  }

  private static void send(ApiAnswer answer, GatewayRequest request, ServerResponse response) {
    response.status(answer.status());
    answer
        .headers()
        .forEach((name, values) ->
            response.header(HeaderValues.create(HeaderNames.create(name), values)));
    response.header("x-amzn-RequestId", request.requestId());
    response.header("x-amz-apigw-id", request.extendedRequestId());
    response.send(answer.body().bytes());
  }

  private static String extendedId() {
    byte[] random = new byte[11];
    ThreadLocalRandom.current().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }
}
