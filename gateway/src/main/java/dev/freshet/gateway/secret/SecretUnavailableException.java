package dev.freshet.gateway.secret;

/** A secret was never read, and cannot be read now. The caller answers that it is unavailable. */
public final class SecretUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretUnavailableException(Throwable cause) {
    super("the secret cannot be read", cause);
  }
}
