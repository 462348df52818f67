package dev.freshet.operations.cli;

import dev.freshet.operations.trace.Trace;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the path of one change. */
@Command(name = "trace", description = "Print the path of one change, from the functions' logs.")
final class TraceCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "ID",
      description = "its correlation id, from an answer's X-Correlation-Id")
  private String id = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "1h",
      description =
          "search a stack's log from then on, as for replay (default: an hour ago); all of the"
              + " local log is searched")
  private String from = "";

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  TraceCommand(StackChoice choice) {
    this.choice = choice;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return choice.operate(() -> {
      Instant since = PastTime.parse(from, Clock.systemUTC().instant());
      System.out.print(Trace.of(id, choice.log(choice.stack(), since)).text());
    });
  }
}
