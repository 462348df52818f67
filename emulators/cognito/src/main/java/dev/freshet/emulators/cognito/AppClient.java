package dev.freshet.emulators.cognito;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An app client of a pool, as the template describes it.
 *
 * @param secret empty if the client has none
 * @param retryGrace how long a refresh token that was rotated out is still accepted; empty if
 *     refresh tokens are not rotated
 */
public record AppClient(
    String id,
    Optional<String> secret,
    Set<String> callbackUrls,
    Set<String> logoutUrls,
    Set<String> scopes,
    Duration accessTokenValidity,
    Duration refreshTokenValidity,
    Optional<Duration> retryGrace) {

  public AppClient {
    callbackUrls = Set.copyOf(callbackUrls);
    logoutUrls = Set.copyOf(logoutUrls);
    scopes = Set.copyOf(scopes);
  }
}
