package dev.freshet.emulators.apigateway.websocket;

import java.time.Duration;

/**
 * API Gateway's limits.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas
 *     of WebSocket APIs</a>
 * @param idle a connection without a message in either direction is closed then
 * @param longest every connection is closed then
 */
public record WebSocketSettings(Duration idle, Duration longest) {
  /** Those of AWS; neither can be raised there. */
  public static final WebSocketSettings AWS =
      new WebSocketSettings(Duration.ofMinutes(10), Duration.ofHours(2));

  /** The largest message in either direction, in bytes. */
  static final int LARGEST_MESSAGE = 128 * 1024;
}
