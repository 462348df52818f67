package dev.freshet.gateway.signin;

import java.util.Optional;

/** What the issuer's token endpoint answered. */
sealed interface IssuerAnswer {

  /** Tokens; without a refresh token, the one that was sent stays good. */
  record Granted(String accessToken, Optional<String> idToken, Optional<String> refreshToken)
      implements IssuerAnswer {}

  /** The code or the refresh token is not accepted. */
  record Denied(String code) implements IssuerAnswer {}

  /** The issuer does not accept this function. */
  record ClientRefused() implements IssuerAnswer {}

  /** No answer, or an unusable one. */
  record Unavailable(Exception cause) implements IssuerAnswer {}
}
