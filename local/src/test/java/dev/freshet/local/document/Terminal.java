package dev.freshet.local.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Runs the commands of a transcript: variables, {@code ./freshet token} and as much of curl as the
 * documents use. Ids and times differ from run to run: what came in the place of one that the
 * document shows is remembered, and put into later commands.
 */
final class Terminal {
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=(.*)");
  private static final Pattern TOKEN = Pattern.compile("\\$\\(\\./freshet token (\\w+)\\)");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern ANYTHING = Pattern.compile("…");

  /** What differs from run to run: ULIDs, milliseconds, times, UUIDs, addresses and cookies. */
  private static final Pattern VARYING =
      Pattern.compile(
          "01[0-9A-HJKMNP-TV-Z]{24}|(?<!\\d)1\\d{12}(?!\\d)|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"
              + "|\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b|127\\.0\\.0\\.1:\\d+"
              + "|(?<=refresh=)[\\w-]+");

  private final HttpClient http = HttpClient.newHttpClient();
  private final UnaryOperator<String> tokens;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> actual = new HashMap<>();

  Terminal(UnaryOperator<String> tokens) {
    this.tokens = tokens;
  }

  /** Says what stands for something that the document shows. */
  void remember(String documented, String inFact) {
    actual.put(documented, inFact);
  }

  /** Runs a command, and returns the answer if it is a request. */
  Optional<HttpResponse<String>> run(String command) {
    var assignment = ASSIGNMENT.matcher(command);
    if (!assignment.matches()) {
      return Optional.of(curl(command));
    }
    var token = TOKEN.matcher(assignment.group(2));
    variables.put(
        assignment.group(1),
        token.matches() ? tokens.apply(token.group(1)) : words(assignment.group(2)).getFirst());
    return Optional.empty();
  }

  /** Whether a text is what the document shows, but for what varies and what it leaves out. */
  boolean matches(String documented, String text) {
    List<String> found = new ArrayList<>();
    String pattern =
        ANYTHING
            .splitAsStream(documented + " ")
            .map(part -> pattern(part, found))
            .reduce((one, other) -> one + ".*" + other)
            .orElse("");
    var match = Pattern.compile(pattern, Pattern.DOTALL).matcher(text + " ");
    if (!match.matches()) {
      return false;
    }
    for (int i = 0; i < found.size(); i++) {
      actual.put(found.get(i), match.group(i + 1));
    }
    return true;
  }

  private String pattern(String documented, List<String> found) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (MatchResult varying : VARYING.matcher(documented).results().toList()) {
      pattern.append(Pattern.quote(documented.substring(end, varying.start())));
      pattern.append(part(varying.group(), found));
      end = varying.end();
    }
    return pattern.append(Pattern.quote(documented.substring(end))).toString();
  }

  private String part(String varying, List<String> found) {
    if (actual.containsKey(varying)) {
      return Pattern.quote(actual.get(varying));
    }
    if (found.contains(varying)) {
      return "\\" + (found.indexOf(varying) + 1);
    }
    found.add(varying);
    return "((?:" + VARYING.pattern() + "))";
  }

  private HttpResponse<String> curl(String command) {
    String method = "";
    String url = "";
    HttpRequest.Builder request = HttpRequest.newBuilder();
    List<String> words = words(command);
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-i" -> {}
        case "-X" -> method = words.get(++i);
        case "-H" -> {
          String[] header = words.get(++i).split(": ", 2);
          request.setHeader(header[0], header[1]);
        }
        case "-d" -> {
          method = method.isEmpty() ? "POST" : method;
          request.method(method, BodyPublishers.ofString(words.get(++i)));
        }
        default -> url = words.get(i);
      }
    }
    request.uri(URI.create(url));
    if (!method.isEmpty() && !command.contains(" -d ")) {
      request.method(method, BodyPublishers.noBody());
    }
    if (command.contains(" -d ") && !command.contains("Content-Type")) {
      request.setHeader("Content-Type", "application/x-www-form-urlencoded");
    }
    return send(request.build());
  }

  private List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word ->
            word.group(1) != null
                ? inFact(word.group(1))
                : expanded(word.group(2) != null ? word.group(2) : word.group(3)))
        .toList();
  }

  private String expanded(String word) {
    String text = inFact(word);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("$" + variable.getKey(), variable.getValue());
    }
    return text;
  }

  /** With what came in the place of what the document shows, the longest first. */
  private String inFact(String text) {
    String result = text;
    for (String documented :
        actual.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList()) {
      result = result.replace(documented, actual.get(documented));
    }
    return result;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }
}
