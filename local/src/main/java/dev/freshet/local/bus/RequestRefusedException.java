package dev.freshet.local.bus;

import java.io.Serial;

/** EventBridge refuses a request; the caller is answered with this type and message. */
final class RequestRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String type;

  RequestRefusedException(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
