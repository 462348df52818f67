package dev.freshet.emulators.eventbridge;

import java.io.Serial;

/** EventBridge refuses a request; the answer has this status, type and message. */
final class RequestRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  /** A refusal that is the caller's fault: 400. */
  RequestRefusedException(String type, String message) {
    this(400, type, message);
  }

  RequestRefusedException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
