package dev.freshet.local.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.trace.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a system on this machine logged: the file, and the one before it. */
record LogFile(Path file) implements LogLines {

  @Override
  public List<String> with(String text) throws OperationFailedException, IOException {
    if (!Files.exists(file)) {
      throw new OperationFailedException("there is no log " + file);
    }
    List<String> found = new ArrayList<>();
    for (Path each : List.of(RotatingFile.before(file), file)) {
      if (Files.exists(each)) {
        try (Stream<String> lines = Files.lines(each)) {
          lines.filter(line -> line.contains(text)).forEach(found::add);
        }
      }
    }
    return found;
  }
}
