package dev.freshet.local.system;

import java.nio.file.Path;

/** Another system keeps its tables in the directory; the message names its process. */
public final class DataDirectoryTakenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataDirectoryTakenException(Path directory, String pid) {
    super("data directory %s is in use by process %s".formatted(directory, pid));
  }
}
