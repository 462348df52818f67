package dev.freshet.local.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names the process that listens on a port, as far as the machine's own tools tell. */
final class PortHolder {

  /** {@code ss} prints {@code users:(("name",pid=123,fd=4))}. */
  private static final Pattern OF_SS = Pattern.compile("\\(\\(\"([^\"]+)\",pid=(\\d+)");

  /** {@code lsof -Fpc} prints a line {@code p123}, then a line {@code cname}. */
  private static final Pattern OF_LSOF = Pattern.compile("p(?<pid>\\d+)\\s+c(?<name>.+)");

  private PortHolder() {}

  /** One line, such as {@code port 8080 is held by java (process 4711)}. */
  static String describe(int port) {
    return ofSs(port)
        .or(() -> ofLsof(port))
        .map(holder -> "port " + port + " is held by " + holder)
        .orElse("port " + port + " is held by another process");
  }

  private static Optional<String> ofSs(int port) {
    Matcher found = OF_SS.matcher(output("ss", "-Hltnp", "sport = :" + port));
    return found.find() ? Optional.of(text(found.group(1), found.group(2))) : Optional.empty();
  }

  private static Optional<String> ofLsof(int port) {
    Matcher found = OF_LSOF.matcher(output("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc"));
    return found.find()
        ? Optional.of(text(found.group("name"), found.group("pid")))
        : Optional.empty();
  }

  private static String text(String name, String pid) {
    return name + " (process " + pid + ")";
  }

  /** What a tool prints; nothing where it is not installed. */
  private static String output(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notInstalled) {
      return "";
    }
  }
}
