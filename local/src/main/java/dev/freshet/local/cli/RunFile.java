package dev.freshet.local.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a command finds a running system: a file per port under {@code .freshet/run/}, there for as
 * long as the system is.
 *
 * @param control where the system answers commands
 */
record RunFile(int port, long pid, URI control) {

  /** The systems that run now, by port; files that a killed one left behind are passed over. */
  static List<RunFile> running(Path project) {
    Path directory = directory(project);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().map(RunFile::read).flatMap(Optional::stream).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The system that a command means: the one that runs, or of several the one at this port.
   *
   * @throws NoSystemException if that is not exactly one
   */
  static RunFile only(Path project, @Nullable Integer port) throws NoSystemException {
    List<RunFile> running =
        running(project).stream().filter(run -> port == null || run.port() == port).toList();
    if (running.isEmpty()) {
      throw new NoSystemException(
          port == null
              ? "no system is running: run ./freshet up"
              : "no system is running at port " + port);
    }
    if (running.size() > 1) {
      List<Integer> ports = running.stream().map(RunFile::port).toList();
      throw new NoSystemException(
          "several systems run, at the ports " + ports + ": say which with --port");
    }
    return running.getFirst();
  }

  void write(Path project) {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("control", control.toString());
    try {
      Files.createDirectories(directory(project));
      try (Writer writer = Files.newBufferedWriter(file(project))) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(Path project) {
    try {
      Files.deleteIfExists(file(project));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<RunFile> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunFile run =
        new RunFile(
            Integer.parseInt(properties.getProperty("port", "0")),
            Long.parseLong(properties.getProperty("pid", "0")),
            URI.create(properties.getProperty("control", "")));
    return Optional.of(run).filter(RunFile::isAlive);
  }

  private boolean isAlive() {
    return ProcessHandle.of(pid).isPresent();
  }

  private Path file(Path project) {
    return directory(project).resolve(port + ".properties");
  }

  private static Path directory(Path project) {
    return project.resolve(".freshet").resolve("run");
  }
}
