package dev.freshet.gateway;

/** The issuer's keys are unavailable, so the token cannot be verified. */
final class IssuerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(Throwable cause) {
    super("the issuer's keys are unavailable", cause);
  }
}
