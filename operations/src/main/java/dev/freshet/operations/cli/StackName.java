package dev.freshet.operations.cli;

import dev.freshet.operations.CloudFormationStack;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.CloudWatchLines;
import dev.freshet.operations.trace.LogLines;
import java.time.Instant;
import picocli.CommandLine.Option;

/** A deployed stack, by its name. */
final class StackName extends StackChoice {

  @Option(names = "--stack", paramLabel = "NAME", required = true, description = "a deployed stack")
  private String name = "";

  @Override
  protected Stack stack() throws OperationFailedException {
    return CloudFormationStack.named(name);
  }

  @Override
  protected LogLines log(Stack stack, Instant from) {
    return new CloudWatchLines(stack, from);
  }
}
