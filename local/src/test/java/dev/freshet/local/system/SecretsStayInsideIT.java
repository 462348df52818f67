package dev.freshet.local.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.domain.UserId;
import dev.freshet.emulators.template.Node;
import dev.freshet.emulators.template.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Marked secrets go through every route, and are in no log, metric or event. */
class SecretsStayInsideIT {
  private static final UserId ALICE = new UserId("alice");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What no output may have, beside the tokens themselves. */
  private static final List<String> MARKS =
      List.of(
          "mark-cookie",
          "mark-api-key",
          "mark-client-secret",
          "mark-token",
          "mark-name",
          "mark-address",
          "mark-unknown",
          "mark-broken",
          "mark-code",
          "mark-query",
          base64("mark-cookie"));

  private static final List<String> BODIES =
      List.of(
          """
          {"code": "mark-code", "redirectUri": "REDIRECT",
           "codeVerifier": "mark-token-that-is-long-enough-for-a-verifier-of-codes",
           "nonce": "mark-token-of-22-characters"}\
          """,
          """
          {"name": "mark-name", "email": "mark-address@example.com", "clientSecret": "mark-client-secret",
           "code": "mark-code", "refreshToken": "mark-token", "theme": "mark-unknown"}\
          """,
          "{\"name\": \"mark-name\", \"email\": \"mark-address@example.com\"}",
          "{\"name\": \"mark-name\", \"email\": \"mark-address without at\"}",
          "{\"mark-broken\": ",
          "{\"lines\": [{\"productId\": \"mark-unknown\", \"quantity\": 1}]}");

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Queue<String> events = new ConcurrentLinkedQueue<>();

  @Test
  void markedSecretsAreInNoLogMetricOrEvent() throws Exception {
    PrintStream screen = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try (LocalSystem system =
        LocalSystem.start(
            SystemOptions.of(Path.of("..", "template.yaml"))
                .parameter("Authorizer", "AnyTokens"))) {
      system.tapEvents(event -> events.add(event.toString()));
      SignUp.settled(system, ALICE.value());
      String valid = system.token(ALICE, Duration.ofHours(1));
      List<String> tokens = List.of(valid, valid + "mark-token", "mark-token", "mark-token.a.b");
      int answers = 0;
      for (String route : routes(system).toList()) {
        for (String token : tokens) {
          // A body behind a refused token reaches no function, so one is enough there.
          answers += ask(system, route, token, token.equals(valid) ? BODIES : BODIES.subList(1, 2));
        }
      }
      assertThat(answers).isGreaterThan(200);
      awaitChange(system);
      assertHidden(
          valid,
          valid.substring(valid.lastIndexOf('.') + 1),
          clientSecret(system),
          secret(system, "OriginKeySecret"),
          secret(system, "ProductApiKeySecret"));
    } finally {
      System.setOut(screen);
    }
  }

  private void assertHidden(String... secrets) {
    String printed = output.toString(StandardCharsets.UTF_8);
    assertThat(printed)
        .contains("\"answered\"", "\"CloudWatchMetrics\"", "\"refused\"", "\"issuer denied\"");
    assertThat(events).isNotEmpty();
    for (String mark : Stream.concat(MARKS.stream(), Stream.of(secrets)).toList()) {
      assertThat(printed.lines().filter(line -> line.contains(mark)))
          .as("lines of log and metrics with %s", mark)
          .isEmpty();
      assertThat(events).as("events with %s", mark).noneMatch(event -> event.contains(mark));
    }
  }

  /** The change that the valid token made has gone the whole way. */
  private void awaitChange(LocalSystem system) {
    await()
        .atMost(60, SECONDS)
        .untilAsserted(() -> assertThat(events).anyMatch(event -> event.contains("ViewsEvicted")));
    await().atMost(60, SECONDS).until(() -> system.eventsUnderWay() == 0);
  }

  private static int ask(LocalSystem system, String route, String token, List<String> bodies)
      throws IOException, InterruptedException {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1).replace("{id}", "mark-unknown");
    String redirect =
        system
            .secrets()
            .parameter("/" + system.stackName() + "/redirect-uris")
            .orElseThrow()
            .split(",", -1)[0];
    boolean reads = method.equals("GET") || method.equals("HEAD");
    int answers = 0;
    for (String body : reads ? List.of("") : bodies) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(system.url().resolve(path + "?cursor=mark-query&email=mark-query"))
              .header("Authorization", "Bearer " + token)
              .header("Cookie", "__Secure-freshet-refresh=" + base64("mark-cookie"))
              .header("X-Requested-With", "freshet")
              .header("Origin", redirect.substring(0, redirect.indexOf("/app/")))
              .header("X-Api-Key", "mark-api-key")
              .header("Idempotency-Key", "key-" + Integer.toHexString(body.hashCode()))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  reads
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body.replace("REDIRECT", redirect)));
      assertThat(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .as(route)
          .isBetween(200, 599);
      answers++;
    }
    return answers;
  }

  private static String clientSecret(LocalSystem system) throws IOException {
    return new ObjectMapper()
        .readTree(
            system.secrets().secretValue(system.stackName() + "/sign-in-client").orElseThrow())
        .required("clientSecret")
        .asText();
  }

  private static String secret(LocalSystem system, String output) {
    return system.secrets().secretValue(system.output(output)).orElseThrow();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** As in {@code GET /orders}; the account is deleted last. */
  private static Stream<String> routes(LocalSystem system) {
    return system.template().ofType("AWS::Serverless::Function").stream()
        .map(Resource::properties)
        .flatMap(function ->
            function.find("Events").map(Node::entries).orElse(Map.of()).values().stream())
        .filter(event -> event.text("Type").equals("Api"))
        .map(event -> event.get("Properties"))
        .map(event -> event.text("Method").toUpperCase(Locale.ROOT) + " " + event.text("Path"))
        .sorted((a, b) -> Boolean.compare(a.startsWith("DELETE"), b.startsWith("DELETE")));
  }
}
