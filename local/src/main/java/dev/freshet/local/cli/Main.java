package dev.freshet.local.cli;

import dev.freshet.operations.cli.OneLineErrors;
import dev.freshet.operations.cli.OperatorCommands;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./freshet} runs once everything is built. */
@Command(
    name = "./freshet",
    description = "Freshet: per-user cached views, kept fresh by the table's change stream.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UpCommand.class, TokenCommand.class, ConsoleCommand.class},
    sortOptions = false)
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    OperatorCommands.addTo(line, RunningSystem::new);
    line.addSubcommand(FaultCommand.line());
    System.exit(OneLineErrors.of(line).execute(arguments));
  }
}
