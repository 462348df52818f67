package dev.freshet.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.UserId;
import dev.freshet.local.system.LocalSystem;
import dev.freshet.local.system.SystemOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class ConsoleIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private LocalSystem system = start();
  private Console console = start(system, Path.of("none"));

  private static LocalSystem start() {
    return LocalSystem.start(SystemOptions.of(Path.of("..", "template.yaml")).demo(true));
  }

  private static Console start(LocalSystem system, Path site) {
    return Console.start(
        system,
        new Tally(),
        0,
        site,
        rules -> rules.put("/{name}", (_, response) -> response.send("set")));
  }

  @BeforeAll
  void withPages(@TempDir Path site) throws IOException {
    Path page = Files.createDirectories(site.resolve("app").resolve("ops"));
    Files.writeString(page.resolve("index.html"), "the page");
    Files.writeString(site.resolve("secret.txt"), "not a page");
    console.close();
    console = start(system, site);
  }

  @AfterAll
  void stop() {
    http.shutdownNow();
    console.close();
    system.close();
  }

  @Test
  void aChangeIsToldWhileItHappensAndKept() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(api("/events")).build();
    var _ = http.sendAsync(request, BodyHandlers.fromLineSubscriber(new Lines(events)));
    Awaitility.await().until(() -> events.contains(": connected"));

    String id = order("alice");

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> events.stream().anyMatch(line -> line.contains(id)));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(state().path("changes").toString())
                .contains(id, "COMMITTED", "EVICTED", "\"name\":\"Alice\""));
  }

  @Test
  void readsAreToldWithTheirSource() throws Exception {
    get("/profile", "bob");
    get("/profile", "bob");
    tokens.remove("bob");
    get("/profile", "bob");

    assertThat(state().path("reads"))
        .filteredOn(read -> read.path("user").asText().equals("bob"))
        .extracting(read -> read.path("view").asText() + " " + read.path("source").asText())
        .containsExactly("profile table", "profile edge", "profile redis");
    assertThat(state().path("summary").path("queues").findValuesAsText("name"))
        .contains("ChangeQueue", "PushDlq");
  }

  @Test
  void aUsersCachesAreShownAndFlushed() throws Exception {
    get("/profile", "alice");
    get("/orders", "alice");

    JsonNode held = JSON.readTree(send(HttpRequest.newBuilder(api("/users/alice"))).body());
    assertThat(held.path("redis"))
        .extracting(entry -> entry.path("view").asText() + " " + entry.path("pages").asInt())
        .contains("profile 1", "orders 1");
    assertThat(held.path("edge").findValuesAsText("path")).contains("/orders");

    assertThat(
            send(HttpRequest.newBuilder(api("/users/alice/flush")).POST(BodyPublishers.noBody()))
                .body())
        .contains("correlationId");
    assertThat(
            send(HttpRequest.newBuilder(api("/users/nobody/flush")).POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(400);
    assertThat(send(HttpRequest.newBuilder(api("/users/a%20b"))).body()).contains("no such user");
  }

  @Test
  void pagesOfOtherSitesCanNeitherReadItNorSetFaults() throws Exception {
    HttpRequest.Builder read = HttpRequest.newBuilder(api("/state"));
    HttpRequest.Builder set =
        HttpRequest.newBuilder(api("/faults/bus-delay")).PUT(BodyPublishers.ofString("{}"));

    assertThat(send(read).statusCode()).isEqualTo(200);
    assertThat(send(set).statusCode()).isEqualTo(200);
    for (HttpRequest.Builder request : new HttpRequest.Builder[] {read, set}) {
      request.setHeader("Origin", "https://attacker.example");
      assertThat(send(request).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aForeignHostIsRefused() throws Exception {
    // The JDK's client sends no Host of ours: this is what a rebound name looks like on the wire.
    URI uri = api("/state");
    try (java.net.Socket socket = new java.net.Socket(uri.getHost(), uri.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /ops/api/state HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      // Not to the end of the stream: the server keeps a refused connection open for minutes.
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void onlyFilesOfThePagesAreServed() throws Exception {
    String root = console.url().resolve("/").toString();

    assertThat(send(HttpRequest.newBuilder(console.url())).body()).isEqualTo("the page");
    assertThat(send(HttpRequest.newBuilder(URI.create(root + "app/%2e%2e/secret.txt"))).body())
        .doesNotContain("not a page");
  }

  private JsonNode state() throws Exception {
    return JSON.readTree(send(HttpRequest.newBuilder(api("/state"))).body());
  }

  private URI api(String path) {
    return console.url().resolve("/ops/api" + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private void get(String path, String user) throws Exception {
    assertThat(send(asUser(path, user)).statusCode()).isEqualTo(200);
  }

  /** Returns the correlation id. */
  private String order(String user) throws Exception {
    HttpRequest.Builder order =
        asUser("/orders", user)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString("{\"lines\":[{\"productId\":\"tea\",\"quantity\":1}]}"));
    return send(order).headers().firstValue("X-Correlation-Id").orElseThrow();
  }

  /** One token a user: a copy at the edge belongs to it. */
  private HttpRequest.Builder asUser(String path, String user) {
    String token =
        tokens.computeIfAbsent(user, name -> system.token(new UserId(name), Duration.ofHours(1)));
    return HttpRequest.newBuilder(system.url().resolve(path))
        .header("Authorization", "Bearer " + token);
  }

  /** Keeps lines as they come. */
  private record Lines(List<String> all) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      all.add(line);
    }

    @Override
    public void onError(Throwable failure) {
      all.add("failed");
    }

    @Override
    public void onComplete() {
      all.add("complete");
    }
  }
}
