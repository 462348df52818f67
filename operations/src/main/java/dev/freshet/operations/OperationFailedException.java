package dev.freshet.operations;

import java.io.Serial;

/** An operation failed. The message is one line for the operator. */
public final class OperationFailedException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public OperationFailedException(String message) {
    super(message);
  }
}
