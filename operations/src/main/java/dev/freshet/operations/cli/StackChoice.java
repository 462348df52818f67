package dev.freshet.operations.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import java.io.IOException;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/** The options that select the system of a command. */
public abstract class StackChoice {

  /** The work of a command. */
  interface Operation {
    void run() throws OperationFailedException, IOException, InterruptedException;
  }

  /**
   * The selected system.
   *
   * @throws OperationFailedException if it does not exist
   */
  protected abstract Stack stack()
      throws OperationFailedException, IOException, InterruptedException;

  /**
   * The functions' log of the selected system.
   *
   * @param from start of the search
   * @throws OperationFailedException if the system has no log
   */
  protected abstract LogLines log(Stack stack, Instant from)
      throws OperationFailedException, IOException, InterruptedException;

  /** Returns the exit code: 0, or 1 after a failure, which is printed in one line. */
  final int operate(Operation operation) throws IOException, InterruptedException {
    try {
      operation.run();
      return 0;
    } catch (OperationFailedException | SdkException e) {
      System.err.println("freshet: " + e.getMessage());
      return 1;
    }
  }
}
