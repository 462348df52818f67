package dev.freshet.local.cli;

import dev.freshet.operations.trace.LogLines;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Leads standard output, to which functions print metrics and log lines as on Lambda, into a file,
 * so that the screen is free for what a person wants to read.
 */
public final class FunctionOutput implements AutoCloseable {

  /** A soak writes 43 MB an hour: this file and the one before it hold its last hour and a half. */
  private static final long LIMIT = 32 << 20;

  private final PrintStream screen;
  private final PrintStream stream;
  private final LineTap tap;
  private final Path file;

  private FunctionOutput(PrintStream screen, PrintStream stream, LineTap tap, Path file) {
    this.screen = screen;
    this.stream = stream;
    this.tap = tap;
    this.file = file;
  }

  public static FunctionOutput redirect(Path project, String name) throws IOException {
    Path file = file(project, name);
    Files.createDirectories(file.getParent());
    LineTap tap = new LineTap(new BufferedOutputStream(new RotatingFile(file, LIMIT)));
    PrintStream stream = new PrintStream(tap, true, StandardCharsets.UTF_8);
    FunctionOutput output = new FunctionOutput(System.out, stream, tap, file);
    System.setOut(stream);
    return output;
  }

  /** Where the output of the system of this name goes. */
  static Path file(Path project, String name) {
    return project.resolve(".freshet").resolve("log").resolve(name + ".jsonl");
  }

  /** Adds a listener that hears of every line, on the thread that prints it. */
  public void listen(Consumer<String> listener) {
    tap.listen(listener);
  }

  public Path file() {
    return file;
  }

  /** What is in the file, for who looks for lines. */
  public LogLines lines() {
    return new LogFile(file);
  }

  @Override
  public void close() {
    System.setOut(screen);
    stream.close();
  }
}
