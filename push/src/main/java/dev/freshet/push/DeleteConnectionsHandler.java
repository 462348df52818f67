package dev.freshet.push;

import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ApiResponse;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

/**
 * {@code DELETE /push/connections}: closes every connection of the caller, at sign-out. A device
 * that is still signed in connects again.
 */
public final class DeleteConnectionsHandler extends ApiFunction {

  /** Lambda's. */
  public DeleteConnectionsHandler() {
    this(System.getenv(), Clock.systemUTC());
  }

  DeleteConnectionsHandler(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private DeleteConnectionsHandler(Settings settings, InstantSource clock) {
    this(
        settings,
        clock,
        new ConnectionStore(PushClients.dynamoDb(), settings.text("CONNECTION_TABLE")),
        PushClients.sockets());
  }

  DeleteConnectionsHandler(
      Settings settings, InstantSource clock, ConnectionStore store, Sockets sockets) {
    super(settings, clock, request -> answer(request, store, sockets));
  }

  private static ApiResponse answer(ApiRequest request, ConnectionStore store, Sockets sockets) {
    for (Connection connection : store.of(request.user())) {
      if (sockets.close(connection.id()) == Sockets.Outcome.FAILED) {
        throw new ProblemException(
            ProblemType.UNAVAILABLE, "Some connections could not be closed. Retry.");
      }
      store.remove(connection);
    }
    return ApiResponse.empty(204);
  }
}
