package dev.freshet.servers;

/** A server could not be started or did not answer in time. The message says which and why. */
public final class ServerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ServerFailedException(String message) {
    super(message);
  }

  ServerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
