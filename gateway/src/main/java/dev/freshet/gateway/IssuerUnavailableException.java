package dev.freshet.gateway;

/** The issuer's keys could not be had, so nobody can tell whether the token is good. */
final class IssuerAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IssuerAwayException(Throwable cause) {
    super("the issuer's keys cannot be had", cause);
  }
}
