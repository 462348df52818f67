package dev.freshet.lambda.http;

import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user on whose behalf the proxy calls the API behind it, in headers. They are trusted because
 * API Gateway rejects requests without the API's key. They contain no roles: the proxy has already
 * authorized the caller.
 */
public final class ProxiedCaller {
  private static final String USER = "X-Caller-Id";
  private static final String EXPIRY = "X-Caller-Token-Expiry";

  private ProxiedCaller() {}

  /** The headers that name this caller. */
  public static Map<String, String> headers(Caller caller) {
    return Map.of(
        USER, caller.user().value(), EXPIRY, Long.toString(caller.tokenExpiry().getEpochSecond()));
  }

  /**
   * Reads them.
   *
   * @param apiKey the key that API Gateway has found to be one of the API's
   */
  static Caller from(Optional<String> apiKey, Map<String, String> headers, Instant now) {
    if (apiKey.filter(key -> !key.isBlank()).isEmpty()) {
      throw Caller.unauthorized();
    }
    try {
      return new Caller(
              new UserId(headers.getOrDefault(USER, "")),
              Instant.ofEpochSecond(Long.parseLong(headers.getOrDefault(EXPIRY, ""))),
              Set.of())
          .before(now);
    } catch (IllegalArgumentException _) {
      throw Caller.unauthorized();
    }
  }
}
