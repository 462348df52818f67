package dev.freshet.operations.cli;

import picocli.CommandLine.Option;

/** The option of every command to explain itself. */
public final class HelpOption {

  @Option(names = "--help", usageHelp = true, description = "print this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean asked;
}
