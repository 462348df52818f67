package dev.freshet.operations.cli;

import dev.freshet.domain.UserId;
import dev.freshet.operations.Flush;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.RunningStack;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Evicts and purges all views of one user. */
@Command(name = "flush", description = "Evict all views of a user from Redis and the edge.")
final class FlushCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "the user")
  private String name = "";

  @Mixin private SystemChoice choice = new SystemChoice();

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    UserId user;
    try {
      user = new UserId(name);
    } catch (IllegalArgumentException notAName) {
      System.err.println("freshet: " + notAName.getMessage());
      return 1;
    }
    return choice.operate(system -> flush(system, user));
  }

  private static void flush(RunningStack system, UserId user) throws OperationFailedException {
    String id = new Flush(system, Clock.systemUTC()).flush(user);
    System.out.println("The views of " + user + " are being flushed; correlation id " + id);
  }
}
