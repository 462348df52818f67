package dev.freshet.operations.cli;

import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands of an operator, for a program that knows which system they work on. */
public final class OperatorCommands {

  private OperatorCommands() {}

  /** Adds them to a program; each has options of its own that say which system is meant. */
  public static void addTo(CommandLine line, Supplier<StackChoice> choice) {
    line.addSubcommand(new FlushCommand(choice.get()))
        .addSubcommand(new RedriveCommand(choice.get()))
        .addSubcommand(new ReplayCommand(choice.get()))
        .addSubcommand(new TraceCommand(choice.get()))
        .addSubcommand(new VerifyCommand(choice.get(), System.getenv()));
  }
}
