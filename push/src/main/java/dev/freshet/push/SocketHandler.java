package dev.freshet.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.InvocationJson;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The WebSocket API's {@code $connect} and {@code $disconnect}: accepts a connection with an
 * unused, unexpired ticket, until the token with which the ticket was requested expires.
 * Thread-safe.
 */
public final class SocketHandler implements RequestStreamHandler {
  /**
   * API Gateway closes every connection then: <a
   * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">quotas</a>.
   */
  static final Duration LONGEST = Duration.ofHours(2);

  private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);

  private final ConnectionStore store;
  private final EndQueue ends;
  private final Metrics metrics;
  private final InstantSource clock;

  /** Lambda's. */
  public SocketHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  SocketHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private SocketHandler(Settings settings, InstantSource clock) {
    this(
        new ConnectionStore(PushClients.dynamoDb(), settings.text("CONNECTION_TABLE")),
        new EndQueue(PushClients.sqs(), settings.text("END_QUEUE_URL")),
        Metrics.of(settings, SocketHandler.class, clock),
        clock);
  }

  SocketHandler(ConnectionStore store, EndQueue ends, Metrics metrics, InstantSource clock) {
    this.store = store;
    this.ends = ends;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    InvocationJson.write(
        handleRequest(InvocationJson.read(in, APIGatewayV2WebSocketEvent.class)), out);
  }

  APIGatewayV2WebSocketResponse handleRequest(APIGatewayV2WebSocketEvent event) {
    String id = event.getRequestContext().getConnectionId();
    try (Measurements measured = metrics.begin()) {
      return switch (event.getRequestContext().getRouteKey()) {
        case "$connect" -> answer(connect(id, ticketText(event), measured));
        case "$disconnect" -> {
          store.find(id).ifPresent(store::remove);
          measured.count("PushDisconnected");
          yield answer(200);
        }
        default -> answer(400);
      };
    }
  }

  private static Optional<String> ticketText(APIGatewayV2WebSocketEvent event) {
    return Optional.ofNullable(event.getQueryStringParameters())
        .map(parameters -> parameters.get("ticket"));
  }

  /** Returns the status of the answer to the upgrade request. */
  private int connect(String id, Optional<String> text, Measurements measured) {
    Instant now = clock.instant();
    Optional<Ticket> ticket =
        text.flatMap(store::ticket)
            .filter(each -> now.isBefore(each.expiry()) && now.isBefore(each.tokenExpiry()));
    if (ticket.isEmpty()) {
      return refused(401, "no valid ticket", measured);
    }
    Connection connection = new Connection(id, ticket.get().user(), now, end(ticket.get(), now));
    if (store.of(connection.user()).size() >= ConnectionStore.MOST_PER_USER) {
      return refused(429, "too many connections", measured);
    }
    // First: a message about a connection that is not opened closes nothing.
    ends.send(connection, now);
    if (!store.open(text.orElseThrow(), connection)) {
      return refused(401, "ticket used meanwhile", measured);
    }
    measured.count("PushConnected");
    return 200;
  }

  private static Instant end(Ticket ticket, Instant now) {
    Instant latest = now.plus(LONGEST);
    return ticket.tokenExpiry().isBefore(latest) ? ticket.tokenExpiry() : latest;
  }

  private static int refused(int status, String reason, Measurements measured) {
    measured.count("PushRefused");
    LOG.atInfo().addKeyValue("reason", reason).log("connection refused");
    return status;
  }

  private static APIGatewayV2WebSocketResponse answer(int status) {
    APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(status);
    return response;
  }
}
