package dev.freshet.emulators.apigateway;

import java.time.Duration;

/**
 * The API's place in AWS, and its timeout.
 *
 * @param integrationTimeout the client gets 504 after this time
 */
public record GatewaySettings(String region, String account, Duration integrationTimeout) {

  /** API Gateway waits 29 seconds at most. */
  public static GatewaySettings of(String region, String account) {
    return new GatewaySettings(region, account, Duration.ofSeconds(29));
  }
}
