package dev.freshet.local.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.UserId;
import dev.freshet.local.document.Transcript.Step;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs docs/api.md from top to bottom, as a reader would who pastes it. */
class ApiDocumentIT {
  private static final Path PROJECT = Path.of("..");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void whatTheDocumentShowsIsWhatTheApiAnswers() throws Exception {
    List<Step> steps = Transcript.of(Files.readString(PROJECT.resolve("docs/api.md")));
    assertThat(steps).hasSizeGreaterThan(25);
    try (LocalSystem system =
        LocalSystem.start(
            SystemOptions.of(PROJECT.resolve("template.yaml"))
                .demo(true)
                .purgeWindow(Duration.ofSeconds(1)))) {
      Terminal terminal =
          new Terminal(user -> system.token(new UserId(user), Duration.ofHours(1), groups(user)));
      terminal.remember("127.0.0.1:8080", system.url().getAuthority());
      steps.forEach(step -> run(terminal, step));
    }
  }

  /** As in the demo. */
  private static List<String> groups(String user) {
    return user.equals("olga") ? List.of("admin") : List.of();
  }

  /** A read is tried again: the edge's copy may just have gone. */
  private static void run(Terminal terminal, Step step) {
    if (step.command().contains("curl -i -H ")) {
      await(step.command())
          .atMost(PATIENCE)
          .untilAsserted(() -> compare(terminal, step, terminal.run(step.command())));
    } else {
      compare(terminal, step, terminal.run(step.command()));
    }
  }

  private static void compare(
      Terminal terminal, Step step, Optional<HttpResponse<String>> answered) {
    if (answered.isEmpty()) {
      assertThat(step.printed()).allMatch(String::isBlank);
      return;
    }
    HttpResponse<String> answer = answered.get();
    String shown = "$ " + step + "\n" + answer.headers().map() + "\n\n" + answer.body();
    assertThat(step.head()).as(shown).isNotEmpty();
    assertThat(step.head().getFirst()).as(shown).startsWith("HTTP/1.1 " + answer.statusCode());
    for (String line : step.head().subList(1, step.head().size())) {
      String[] header = line.split(": ", 2);
      assertThat(answer.headers().firstValue(header[0]))
          .as("%s of %s", line, shown)
          .hasValueSatisfying(value ->
              assertThat(terminal.matches(header[1], value)).as("%s: %s", line, value).isTrue());
    }
    assertThat(terminal.matches(step.body(), answer.body().strip())).as(shown).isTrue();
  }
}
