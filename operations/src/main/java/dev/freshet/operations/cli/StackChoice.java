package dev.freshet.operations.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import java.io.IOException;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkException;

/** The options by which an operator says which system a command works on. */
public abstract class StackChoice {

  /** What an operator does to a system. */
  interface Operation {
    void run(Stack stack) throws OperationFailedException, IOException, InterruptedException;
  }

  /**
   * The selected system.
   *
   * @throws OperationFailedException if it does not exist
   */
  protected abstract Stack stack()
      throws OperationFailedException, IOException, InterruptedException;

  /**
   * The functions' log of that system.
   *
   * @param from before which it need not be searched
   * @throws OperationFailedException if there is none
   */
  protected abstract LogLines log(Instant from)
      throws OperationFailedException, IOException, InterruptedException;

  /** Does it, and returns what the command ends with; says in one line why it cannot be done. */
  final int operate(Operation operation) throws IOException, InterruptedException {
    try {
      operation.run(stack());
      return 0;
    } catch (OperationFailedException | SdkException e) {
      System.err.println("freshet: " + e.getMessage());
      return 1;
    }
  }
}
