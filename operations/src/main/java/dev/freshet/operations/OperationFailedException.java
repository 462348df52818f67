package dev.freshet.operations;

import java.io.Serial;

/** An operation cannot be done; the message is one line for the operator, who asked for it. */
public final class OperationFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public OperationFailedException(String message) {
    super(message);
  }
}
