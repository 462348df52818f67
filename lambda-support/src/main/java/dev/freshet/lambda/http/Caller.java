package dev.freshet.lambda.http;

import dev.freshet.domain.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the authorizer found out: the token's {@code sub} and {@code exp}.
 *
 * @param tokenExpiry in whole seconds
 */
public record Caller(UserId user, Instant tokenExpiry) {

  /**
   * Reads the context that API Gateway hands on from the authorizer, or from its cache of the
   * authorizer's results, which may outlive the token: so the expiry is checked again.
   */
  static Caller from(@Nullable Map<String, Object> authorizer, Instant now) {
    if (authorizer == null) {
      throw unauthorized();
    }
    Caller caller = parse(authorizer);
    if (!now.isBefore(caller.tokenExpiry)) {
      throw unauthorized();
    }
    return caller;
  }

  private static Caller parse(Map<String, Object> authorizer) {
    try {
      return new Caller(
          new UserId(String.valueOf(authorizer.get("sub"))),
          Instant.ofEpochSecond(Long.parseLong(String.valueOf(authorizer.get("exp")))));
    } catch (IllegalArgumentException _) {
      throw unauthorized();
    }
  }

  private static ProblemException unauthorized() {
    return new ProblemException(
        ProblemType.UNAUTHORIZED, "The access token is missing, invalid or expired.");
  }
}
