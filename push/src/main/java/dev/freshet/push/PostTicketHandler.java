package dev.freshet.push;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** {@code POST /push/ticket}: what opens one connection, in the place of a token in its URL. */
public final class PostTicketHandler extends ApiFunction {
  /** From the answer to the upgrade request of the same page. */
  static final Duration LIFETIME = Duration.ofSeconds(30);

  /** Lambda's. */
  public PostTicketHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  PostTicketHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private PostTicketHandler(Settings settings, InstantSource clock) {
    this(
        settings,
        clock,
        new ConnectionStore(PushClients.dynamoDb(), settings.text("CONNECTION_TABLE")));
  }

  PostTicketHandler(Settings settings, InstantSource clock, ConnectionStore store) {
    super(
        settings,
        clock,
        new Endpoint(store, settings.uri("PUSH_URL", "wss", "ws").toString())::answer);
  }

  /**
   * The data with which the page connects.
   *
   * @param now the server's time in epoch milliseconds: the page derives its {@code fresh} from it,
   *     independent of its own clock
   */
  record Body(String ticket, String url, Instant expiresAt, long now) {}

  private record Endpoint(ConnectionStore store, String url) {
    ApiResponse answer(ApiRequest request) {
      Instant now = request.receivedAt();
      Ticket ticket = new Ticket(request.user(), request.tokenExpiry(), now.plus(LIFETIME));
      String text = Ticket.newText();
      store.put(text, ticket);
      return ApiResponse.json(201, new Body(text, url, ticket.expiry(), now.toEpochMilli()));
    }
  }
}
