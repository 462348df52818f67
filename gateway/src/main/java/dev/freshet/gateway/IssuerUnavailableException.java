package dev.freshet.gateway;

/** The issuer's keys could not be had, so nobody can tell whether the token is good. */
final class IssuerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(Throwable cause) {
    super("the issuer's keys are unavailable", cause);
  }
}
