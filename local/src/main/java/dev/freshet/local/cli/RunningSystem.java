package dev.freshet.local.cli;

import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.Stack;
import dev.freshet.operations.cli.StackChoice;
import dev.freshet.operations.trace.LogLines;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The running system on this machine, or the one at a port. */
final class RunningSystem extends StackChoice {

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = PortNumber.class,
      description = "port of the system, if several run")
  private @Nullable Integer port;

  @Override
  protected Stack stack() throws OperationFailedException, IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      RunFile system = run();
      HttpRequest request = HttpRequest.newBuilder(system.control().resolve("/stack")).build();
      return StackJson.read(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  @Override
  protected LogLines log(Stack stack, Instant from) throws OperationFailedException {
    return new LogFile(FunctionOutput.file(Project.directory(), Integer.toString(run().port())));
  }

  private RunFile run() throws OperationFailedException {
    try {
      return RunFile.only(Project.directory(), port);
    } catch (NoSystemException e) {
      throw new OperationFailedException(String.valueOf(e.getMessage()));
    }
  }
}
