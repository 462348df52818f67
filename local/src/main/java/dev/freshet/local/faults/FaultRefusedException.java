package dev.freshet.local.faults;

/** A fault cannot be set as it was asked for; the message says why and what is valid. */
public final class FaultRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FaultRefusedException(String message) {
    super(message);
  }

  FaultRefusedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message for the caller. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
