package dev.freshet.local.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.RunningStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/** Which system an operator means: one that runs here, or a stack that is deployed. */
final class SystemChoice {

  @Option(names = "--port", paramLabel = "N", description = "of the system, if several run")
  private @Nullable Integer port;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "a stack that is deployed, in place of a system that runs here")
  private @Nullable String stack;

  /** What an operator does to a system. */
  interface Operation {
    void run(RunningStack system) throws OperationFailedException;
  }

  /** Does it, and returns what the command ends with; says in one line why it cannot be done. */
  int operate(Operation operation) throws IOException, InterruptedException {
    try {
      operation.run(system());
      return 0;
    } catch (NoSystemException | OperationFailedException | SdkException e) {
      System.err.println("freshet: " + e.getMessage());
      return 1;
    }
  }

  private RunningStack system()
      throws NoSystemException, OperationFailedException, IOException, InterruptedException {
    if (stack != null) {
      return RunningStack.deployed(stack);
    }
    RunFile system = RunFile.only(Project.directory(), port);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(system.control().resolve("/stack")).build();
      return RunningStack.parse(http.send(request, BodyHandlers.ofString()).body());
    }
  }
}
