package dev.freshet.emulators.apigateway.websocket;

import java.util.Map;
import java.util.Optional;

/**
 * A WebSocket API of the template.
 *
 * @param selection which field of a JSON message names its route, such as {@code action}
 * @param routes by route key: the function, or none for a mock
 */
public record WebSocketSpec(
    String id, String stage, String selection, Map<String, Optional<String>> routes) {

  public WebSocketSpec {
    routes = Map.copyOf(routes);
  }
}
