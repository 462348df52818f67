package dev.freshet.operations.cli;

import dev.freshet.operations.DeadLetters;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Redrive;
import dev.freshet.operations.Stack;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the dead-letter queues, or moves the messages of one back to their source. */
@Command(
    name = "redrive",
    description = "List the dead-letter queues, or move the messages of one back to their source.")
final class RedriveCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "QUEUE",
      arity = "0..1",
      description = "stream, change, purge or deletion (default: list all)")
  private @Nullable String queue;

  @Mixin private final StackChoice choice;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  RedriveCommand(StackChoice choice) {
    this.choice = choice;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return choice.operate(() -> {
      if (queue == null) {
        list(choice.stack());
      } else {
        redrive(choice.stack(), DeadLetters.parse(queue));
      }
    });
  }

  private static void list(Stack stack) throws OperationFailedException {
    new Redrive(stack)
        .counts()
        .forEach(
            (each, count) -> System.out.printf("%-8s %6d  %s%n", each.word(), count, each.holds()));
  }

  private static void redrive(Stack stack, DeadLetters letters) throws OperationFailedException {
    Redrive.Result result = new Redrive(stack).redrive(letters);
    System.out.println(result.moved() + " moved");
    result.left().forEach(line -> System.out.println("left in the queue: " + line));
    if (result.hidden() > 0) {
      throw new OperationFailedException(
          result.hidden() + " are being read by another consumer: run this again in a minute");
    }
    if (!result.left().isEmpty()) {
      throw new OperationFailedException(result.left().size() + " left in the queue");
    }
  }
}
