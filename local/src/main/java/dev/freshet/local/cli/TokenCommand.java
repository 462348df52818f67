package dev.freshet.local.cli;

import dev.freshet.operations.cli.HelpOption;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints an access token and nothing else, so that it can stand in a command line. */
@Command(name = "token", description = "Print an access token for a user of the running system.")
final class TokenCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "a user, such as alice or bob")
  private String user = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = PortNumber.class,
      description = "port of the system, if several run")
  private @Nullable Integer port;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return print(RunFile.only(Project.directory(), port));
    } catch (NoSystemException e) {
      return fail(String.valueOf(e.getMessage()));
    }
  }

  private int print(RunFile system) throws IOException, InterruptedException {
    String path = "/token?user=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(system.control().resolve(path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return fail(answer.body());
      }
      System.out.println(answer.body());
      return 0;
    }
  }

  private static int fail(String reason) {
    System.err.println("freshet: " + reason);
    return 1;
  }
}
