package dev.freshet.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.operations.cli.HelpOption;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lists the faults of the running system and switches them on and off. Which there are, and what
 * can be set, is the system's to say.
 */
@Command(
    name = "fault",
    description = "List the running system's faults, or switch one on or off.",
    customSynopsis = {
      "./freshet fault [--port N]",
      "./freshet fault NAME [--SETTING VALUE...] [--for TIME] [--port N]",
      "./freshet fault clear [NAME] [--port N]"
    })
final class FaultCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(hidden = true)
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = PortNumber.class,
      description = "port of the system, if several run")
  private @Nullable Integer port;

  @Mixin
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private HelpOption help = new HelpOption();

  /** The command as a part of another: settings, which only the system knows, are left alone. */
  static CommandLine line() {
    return new CommandLine(new FaultCommand()).setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      RunFile system = RunFile.only(Project.directory(), port);
      return words.isEmpty() ? list(system) : change(system);
    } catch (NoSystemException | BadLineException e) {
      return fail(String.valueOf(e.getMessage()));
    }
  }

  private int list(RunFile system) throws IOException, InterruptedException {
    return send(system, "", HttpRequest.newBuilder().GET(), FaultText::all);
  }

  private int change(RunFile system) throws IOException, InterruptedException, BadLineException {
    String first = words.getFirst();
    if (!first.equals("clear")) {
      HttpRequest.Builder put =
          HttpRequest.newBuilder().PUT(BodyPublishers.ofString(settings().toString()));
      return send(system, path(first), put, FaultText::one);
    }
    HttpRequest.Builder delete = HttpRequest.newBuilder().DELETE();
    return switch (words.size()) {
      case 1 -> send(system, "", delete, FaultText::all);
      case 2 -> send(system, path(words.get(1)), delete, FaultText::one);
      default -> throw new BadLineException("clear takes one name, or none for all of them");
    };
  }

  /** What follows the name: {@code --rate 0.3 --for 30s}. */
  private ObjectNode settings() throws BadLineException {
    ObjectNode settings = JSON.createObjectNode();
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (!name.startsWith("--") || !rest.hasNext()) {
        throw new BadLineException("settings look like --rate 0.3, not like '" + name + "'");
      }
      settings.put(name.substring(2), rest.next());
    }
    return settings;
  }

  private static String path(String name) {
    return "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static int send(RunFile system, String path, HttpRequest.Builder request, Text success)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              request.uri(system.control().resolve("/faults" + path)).build(),
              BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        return fail(body.path("message").asText());
      }
      System.out.print(success.of(body));
      return 0;
    }
  }

  private static int fail(String reason) {
    System.err.println("freshet: " + reason);
    return 1;
  }

  /** What is printed of an answer. */
  private interface Text {
    String of(JsonNode answer);
  }

  private static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String message) {
      super(message);
    }
  }
}
