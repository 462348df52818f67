package dev.freshet.operations.cli;

import dev.freshet.operations.ReplayChanges;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replays the changes of a time range. */
@Command(
    name = "replay",
    description = "Publish the archived changes of a period on the bus again.")
final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      description = "a time such as 2026-01-31T12:00:00Z, or an age: 90s, 15m, 2h, 1d")
  private String from = "";

  @Option(
      names = "--to",
      paramLabel = "TIME",
      defaultValue = "0s",
      description = "a time or an age, as in --from (default: now)")
  private String to = "";

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  ReplayCommand(StackChoice choice) {
    this.choice = choice;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return choice.operate(() -> {
      Instant now = Clock.systemUTC().instant();
      Instant first = PastTime.parse(from, now);
      Instant last = PastTime.parse(to, now);
      String name = new ReplayChanges(choice.stack()).replay(first, last);
      System.out.println("The changes from " + first + " to " + last + " are replayed: " + name);
    });
  }
}
