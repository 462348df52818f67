package dev.freshet.operations.cli;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Says in one line what is wrong with a command line, instead of printing all of the help. */
public final class OneLineErrors {

  private OneLineErrors() {}

  /** Changes a program and the commands that it has by now. */
  public static CommandLine of(CommandLine line) {
    return line.setParameterExceptionHandler((wrong, _) -> {
      System.err.println(
          "freshet: " + String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
      return ExitCode.USAGE;
    });
  }
}
