package dev.freshet.operations.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code ./freshet flush|redrive|replay|trace|verify|pages --stack NAME} and {@code cost} run:
 * clients of AWS, and no servers.
 */
@Command(
    name = "./freshet",
    description = "Operations on a deployed stack of Freshet.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    OperatorCommands.addTo(line, StackName::new);
    line.addSubcommand(new PagesCommand(new StackName()));
    line.addSubcommand(CostCommand.line());
    System.exit(OneLineErrors.of(line).execute(arguments));
  }
}
