package dev.freshet.local.cli;

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
  private final PrintStream screen;
  private final PrintStream stream;
  private final Path file;

  private FunctionOutput(PrintStream screen, PrintStream stream, Path file) {
    this.screen = screen;
    this.stream = stream;
    this.file = file;
  }

  public static FunctionOutput redirect(Path project, String name) throws IOException {
    return redirect(project, name, _ -> {});
  }

  /**
   * Leads it into a file.
   *
   * @param lines hears of each line as well, without its end
   */
  static FunctionOutput redirect(Path project, String name, Consumer<String> lines)
      throws IOException {
    Path file = project.resolve(".freshet").resolve("log").resolve(name + ".jsonl");
    Files.createDirectories(file.getParent());
    PrintStream stream =
        new PrintStream(
            new LineTap(new BufferedOutputStream(Files.newOutputStream(file)), lines),
            true,
            StandardCharsets.UTF_8);
    FunctionOutput output = new FunctionOutput(System.out, stream, file);
    System.setOut(stream);
    return output;
  }

  public Path file() {
    return file;
  }

  @Override
  public void close() {
    System.setOut(screen);
    stream.close();
  }
}
