package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script as a newcomer meets it, in a copy of the project that holds nothing else. */
class ScriptTest {
  private static final Path SCRIPT = Path.of("..", "freshet");

  /** What every system has. */
  private static final List<String> TOOLS =
      List.of(
          "basename",
          "cat",
          "cut",
          "dirname",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "paste",
          "readlink",
          "realpath",
          "sed",
          "sort",
          "tee",
          "touch",
          "tr");

  @TempDir private Path directory;

  private record Outcome(int status, String out, String err) {}

  @Test
  void withoutACommandItExplainsItself() throws Exception {
    Outcome outcome = run(Map.of());

    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).contains("up [--port N]").contains("token NAME").contains("test");
  }

  @Test
  void anUnknownCommandIsNamedAndTheKnownOnesAreListed() throws Exception {
    Outcome outcome = run(Map.of(), "frobnicate");

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("unknown command 'frobnicate'").contains("up [--port N]");
  }

  @Test
  void withoutASystemThereIsNoToken() throws Exception {
    Outcome outcome = run(Map.of("JAVA_HOME", System.getProperty("java.home")), "token", "alice");

    assertThat(outcome)
        .isEqualTo(new Outcome(1, "", "freshet: no system is running: run ./freshet up\n"));
  }

  @Test
  void aTooOldMavenWithoutMeansToFetchANewOneIsToldInOneLine() throws Exception {
    Path tools = toolsButFetchers();
    tool(tools, "mvn", "echo Apache Maven 3.6.3");

    Outcome outcome =
        run(Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", tools.toString()), "up");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("Maven 3.8.7 or newer is missing: install it, or install curl");
  }

  private Path toolsButFetchers() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String name : TOOLS) {
      tool(tools, name, "PATH=/usr/bin:/bin exec " + name + " \"$@\"");
    }
    return tools;
  }

  private static void tool(Path tools, String name, String line) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path project = Files.createDirectories(directory.resolve("a project with spaces"));
    Path copy = project.resolve("freshet");
    if (Files.notExists(copy)) {
      Files.copy(SCRIPT, copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("/bin/sh", copy.toString()), Stream.of(arguments)).toList());
    builder.directory(directory.toFile()).environment().putAll(environment);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    int status = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Outcome(
        status,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
