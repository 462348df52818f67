package dev.freshet.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freshet.domain.UserId;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SignUp;
import dev.freshet.local.system.SystemOptions;
import dev.freshet.operations.OperationFailedException;
import dev.freshet.operations.trace.Trace;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./freshet trace} prints of changes, from what the functions print. */
class TraceIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private static Path directory;

  private static FunctionOutput output;
  private static LocalSystem system;

  @BeforeAll
  static void start() throws Exception {
    output = FunctionOutput.redirect(directory, "trace");
    system =
        LocalSystem.start(
            SystemOptions.of(Path.of("..", "template.yaml"))
                .parameter("AuditedChanges", "all")
                .purgeWindow(Duration.ofSeconds(1)));
  }

  @AfterAll
  static void stop() {
    system.close();
    output.close();
  }

  @Test
  void followsAChangeFromTheBrowsersRequestUntilTheEdgeIsPurged() throws Exception {
    UserId alice = SignUp.settled(system, "alice");
    lease(alice, system.token(alice, Duration.ofHours(1)));

    HttpResponse<String> saved = save(alice, "browser-1");

    assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    String edgeRequest = saved.headers().firstValue("X-Amz-Cf-Id").orElseThrow();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(trace("browser-1"))
                .anyMatch(line -> line.contains("EdgeInvalidator"))
                .anyMatch(line -> line.contains("ViewNotifier"))
                .endsWith("The change is at its end."));
    List<String> lines = trace("browser-1");
    assertThat(lines)
        .as("on one screen")
        .hasSizeLessThan(24)
        .noneMatch(line -> line.contains("browser-2"));
    assertThat(lines.getFirst()).contains("PutProfileHandler", "answered", "/profile", edgeRequest);
    assertThat(String.join("\n", lines))
        .containsSubsequence(
            "PutProfileHandler",
            "ChangePublisher",
            "change published",
            "ViewEvictor",
            "evicted",
            "EvictionDispatcher",
            "change evicted",
            "EdgeInvalidator",
            "edge purged",
            "event=EdgeInvalidated");
  }

  @Test
  void showsWhereAChangeIsStuck() throws Exception {
    UserId bob = SignUp.settled(system, "bob");
    system.faults().set("redis-silent", Map.of());
    try {
      assertThat(save(bob, "browser-2").statusCode()).isEqualTo(200);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(trace("browser-2"))
                  .anyMatch(line -> line.contains("ViewEvictor") && line.contains("not evicted"))
                  .endsWith("The change is under way, or stuck here."));
    } finally {
      system.faults().clear("redis-silent");
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(trace("browser-2")).endsWith("The change is at its end."));
  }

  @Test
  void knowsNothingOfAnIdThatNoLineHas() {
    assertThatExceptionOfType(OperationFailedException.class)
        .isThrownBy(() -> trace("browser"))
        .withMessage("no line of the log has browser");
    assertThatExceptionOfType(OperationFailedException.class)
        .isThrownBy(() -> trace("\"*\""))
        .withMessageEndingWith("is no correlation id");
  }

  /** Asks past the edge for what it has, twice: then the edge keeps it, until it is purged. */
  private static void lease(UserId user, String token) throws Exception {
    HttpRequest.Builder read = request("/profile", token);
    String etag = send(read.build()).headers().firstValue("ETag").orElseThrow();
    for (int fresh = 1; fresh <= 2; fresh++) {
      HttpRequest.Builder again = request("/profile?fresh=" + fresh, token);
      assertThat(send(again.header("If-None-Match", etag).build()).statusCode())
          .as("%s", user)
          .isIn(200, 304);
    }
  }

  private static List<String> trace(String id) throws Exception {
    return Trace.of(id, output.lines()).text().lines().toList();
  }

  private static HttpResponse<String> save(UserId user, String correlationId) throws Exception {
    String body =
        "{\"name\": \"%1$s of %2$s\", \"email\": \"%1$s@example.com\"}"
            .formatted(user, correlationId);
    return send(
        request("/profile", system.token(user, Duration.ofHours(1)))
            .header("X-Correlation-Id", correlationId)
            .header("If-Match", "*")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(system.url().resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
