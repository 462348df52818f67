package dev.freshet.local.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.local.system.RunningStack;
import dev.freshet.operations.OperationFailedException;

/** How a running system tells another process where its parts are. */
final class StackJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StackJson() {}

  static String write(RunningStack stack) {
    return JSON.valueToTree(stack).toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws OperationFailedException if it is something else
   */
  static RunningStack read(String json) throws OperationFailedException {
    try {
      return JSON.readValue(json, RunningStack.class);
    } catch (JsonProcessingException e) {
      throw new OperationFailedException("the running system does not say what it is made of");
    }
  }
}
