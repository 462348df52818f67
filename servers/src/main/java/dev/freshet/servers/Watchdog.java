package dev.freshet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Cleans up after this JVM even if it was killed and could run no shutdown hook: a shell waits at a
 * pipe that the operating system closes with the JVM. Does nothing where no shell exists.
 */
final class Watchdog {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String KILL = "read -r _; kill -9 \"$1\"; rm -f -- \"$2\"";

  /** Repeated, as a process that is about to end may still write into the directory. */
  private static final String DELETE = "read -r _; until rm -rf -- \"$1\"; do sleep 1; done";

  private Watchdog() {}

  /**
   * Kills the process and deletes its log once this JVM has ended.
   *
   * @return completes when the watchdog has ended, soon after the process
   */
  static CompletableFuture<?> over(Process watched, Path log) throws IOException {
    return shell(KILL, Long.toString(watched.pid()), log.toString())
        .<CompletableFuture<?>>map(shell ->
            watched.onExit().thenRun(shell::destroyForcibly).thenCompose(_ -> shell.onExit()))
        .orElseGet(() -> CompletableFuture.completedFuture(watched));
  }

  /** Deletes the directory once this JVM has ended, unless the returned process is ended before. */
  static Optional<Process> over(Path directory) throws IOException {
    return shell(DELETE, directory.toString());
  }

  private static Optional<Process> shell(String script, String... arguments) throws IOException {
    if (!Files.isExecutable(SHELL)) {
      return Optional.empty();
    }
    List<String> command =
        Stream.concat(Stream.of(SHELL.toString(), "-c", script, "watchdog"), Stream.of(arguments))
            .toList();
    return Optional.of(new ProcessBuilder(command).start());
  }
}
