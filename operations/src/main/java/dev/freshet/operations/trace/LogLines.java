package dev.freshet.operations.trace;

import dev.freshet.operations.OperationFailedException;
import java.io.IOException;
import java.util.List;

/** Where the functions' lines are. */
public interface LogLines {

  /**
   * The lines that have this text in them, and maybe others, in any order.
   *
   * @throws OperationFailedException if the log is not kept or cannot be found
   */
  List<String> with(String text) throws OperationFailedException, IOException;
}
