package dev.freshet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A temporary directory that is deleted when it is closed, or when this JVM ends or is killed. */
public final class TemporaryDirectory implements AutoCloseable {
  private final Path path;
  private final Optional<Process> watchdog;

  private TemporaryDirectory(Path path, Optional<Process> watchdog) {
    this.path = path;
    this.watchdog = watchdog;
  }

  /** Creates one below {@code java.io.tmpdir}. */
  public static TemporaryDirectory create(String prefix) throws IOException {
    Path path = Files.createTempDirectory(prefix);
    return new TemporaryDirectory(path, Watchdog.over(path));
  }

  public Path path() {
    return path;
  }

  /** Deletes the directory with all that is in it. */
  @Override
  public void close() throws IOException {
    for (Path each : tree().stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.deleteIfExists(each);
    }
    watchdog.ifPresent(Process::destroyForcibly);
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.toList();
    }
  }
}
