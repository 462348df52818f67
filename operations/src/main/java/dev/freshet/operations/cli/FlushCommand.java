package dev.freshet.operations.cli;

import dev.freshet.domain.UserId;
import dev.freshet.operations.Flush;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Evicts and purges all views of one user. */
@Command(name = "flush", description = "Evict all views of a user from Redis and the edge.")
final class FlushCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "id of the user")
  private String name = "";

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  FlushCommand(StackChoice choice) {
    this.choice = choice;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    UserId user;
    try {
      user = new UserId(name);
    } catch (IllegalArgumentException notAName) {
      System.err.println("freshet: " + notAName.getMessage());
      return 1;
    }
    return choice.operate(() -> flush(choice.stack(), user));
  }

  private static void flush(Stack stack, UserId user) throws OperationFailedException {
    String id = new Flush(stack, Clock.systemUTC()).flush(user);
    System.out.println("The views of " + user + " are being flushed; correlation id " + id);
  }
}
