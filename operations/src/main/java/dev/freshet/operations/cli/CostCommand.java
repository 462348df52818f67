package dev.freshet.operations.cli;

import dev.freshet.operations.cost.Assumption;
import dev.freshet.operations.cost.CostText;
import dev.freshet.operations.cost.Load;
import dev.freshet.operations.cost.Prices;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a load costs a month, and which limit it reaches first. */
@Command(
    name = "cost",
    description = "Print what a stack costs a month at list prices, and the first limit reached.",
    sortOptions = false)
final class CostCommand implements Runnable {

  @Option(names = "--users", required = true, paramLabel = "N", description = "active each day")
  private double users;

  @Option(names = "--reads", required = true, paramLabel = "R", description = "a user and day")
  private double reads;

  @Option(names = "--writes", required = true, paramLabel = "W", description = "a user and day")
  private double writes;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with an option for each assumption. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new CostCommand());
    for (Assumption each : Assumption.values()) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder(each.option())
                  .paramLabel("X")
                  .type(Double.class)
                  .defaultValue(Double.toString(each.usual()))
                  .description(each.meaning() + " (default: ${DEFAULT-VALUE})")
                  .build());
    }
    return line;
  }

  @Override
  public void run() {
    Map<Assumption, Double> assumed = new EnumMap<>(Assumption.class);
    for (Assumption each : Assumption.values()) {
      assumed.put(each, spec.findOption(each.option()).getValue());
    }
    try {
      Load load = new Load(users, reads, writes, assumed);
      spec.commandLine().getOut().print(CostText.of(load, Prices.load()));
      spec.commandLine().getOut().flush();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
