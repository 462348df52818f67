package dev.freshet.emulators.apigateway;

import java.time.Duration;

/**
 * Where the API stands, and how long it waits.
 *
 * @param integrationTimeout after which the client gets 504, whatever the function does
 */
public record GatewaySettings(String region, String account, Duration integrationTimeout) {

  /** API Gateway waits 29 seconds at most. */
  public static GatewaySettings of(String region, String account) {
    return new GatewaySettings(region, account, Duration.ofSeconds(29));
  }
}
