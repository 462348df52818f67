package dev.freshet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Ends a process once this JVM is gone, even if it was killed and could run no shutdown hook: a
 * shell waits at a pipe that the system closes with the JVM. Where there is no shell, nobody
 * watches.
 */
final class Watchdog {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String WAIT_THEN_KILL = "read -r _; kill -9 \"$1\"";

  private Watchdog() {}

  /** Returns what is complete when nobody watches any longer: soon after the process has ended. */
  static CompletableFuture<?> over(Process watched) throws IOException {
    if (!Files.isExecutable(SHELL)) {
      return CompletableFuture.completedFuture(watched);
    }
    Process shell =
        new ProcessBuilder(
                SHELL.toString(), "-c", WAIT_THEN_KILL, "watchdog", Long.toString(watched.pid()))
            .start();
    return watched.onExit().thenRun(shell::destroyForcibly).thenCompose(_ -> shell.onExit());
  }
}
