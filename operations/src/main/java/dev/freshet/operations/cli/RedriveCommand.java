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

/** Lists the dead-letter queues, or gives back what one of them holds. */
@Command(
    name = "redrive",
    description = "List the dead-letter queues, or give back what one holds to where it came from.")
final class RedriveCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "QUEUE",
      arity = "0..1",
      description = "stream, change, purge or deletion; without it, all are listed")
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
    return choice.operate(stack -> {
      if (queue == null) {
        list(stack);
      } else {
        redrive(stack, DeadLetters.parse(queue));
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
    System.out.println(result.moved() + " given back");
    if (result.hidden() > 0) {
      System.out.println(result.hidden() + " hidden by another reader: run this again in a minute");
    }
    result.left().forEach(line -> System.out.println("left in the queue: " + line));
  }
}
