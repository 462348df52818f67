package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.domain.UserId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both authorizers take and refuse the same tokens; and the edge names the request's own origin.
 */
class AuthorizerChoiceIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"UserPoolTokens", "AnyTokens"})
  void onlyAccessTokensOfTheIssuerPassWhicheverAuthorizerIsChosen(String authorizer)
      throws IOException, InterruptedException {
    try (LocalSystem system = start("Authorizer", authorizer)) {
      UserId alice = SignUp.settled(system, "alice");
      String good = system.token(alice, HOUR);
      String[] parts = good.split("\\.", -1);
      Map<String, String> refused =
          new TreeMap<>(
              Map.of(
                  "an ID token",
                  system.idToken(alice, HOUR),
                  "an expired token",
                  system.token(alice, Duration.ofSeconds(-1)),
                  "no token",
                  "",
                  "nonsense",
                  "a.b.c",
                  "no signature",
                  base64("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                  "another signature",
                  parts[0] + "." + parts[1] + "." + base64("forged")));

      assertThat(status(system, good)).isEqualTo(200);
      refused.forEach((name, token) -> assertThat(status(system, token)).as(name).isEqualTo(401));
      assertThat(status(system, system.token(alice, HOUR, List.of("admin")))).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://one.example,https://two.example"})
  void everyListedOriginMayReadAnswersAndErrorsAndTheOneInTheCacheIsNoOthers(String origins)
      throws IOException, InterruptedException {
    try (LocalSystem system = start("AllowedOrigins", origins)) {
      String token = system.token(SignUp.settled(system, "alice"), HOUR);

      for (String origin : origins.split(",", -1)) {
        assertThat(allowed(send(system, "/dashboard", token, origin))).isEqualTo(origin);
        assertThat(allowed(send(system, "/dashboard", "bad", origin))).isEqualTo(origin);
        assertThat(allowed(send(system, "/nothing", token, origin))).isEqualTo(origin);
        HttpResponse<String> preflight = preflight(system, "/orders", origin);
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(allowed(preflight)).isEqualTo(origin);
        assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).contains("7200");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
            .contains("Idempotency-Key")
            .doesNotContainIgnoringCase("X-Requested-With");
      }
      assertThat(allowed(send(system, "/dashboard", token, "https://evil.example")))
          .isNotEqualTo("https://evil.example")
          .isNotEqualTo("*");
      assertThat(preflight(system, "/auth/refresh", "https://two.example").headers().map())
          .doesNotContainKey("access-control-allow-credentials");
    }
  }

  private static LocalSystem start(String parameter, String value) {
    return LocalSystem.start(
        SystemOptions.of(Path.of("..", "template.yaml"))
            .purgeWindow(Duration.ofSeconds(1))
            .parameter(parameter, value));
  }

  private static int status(LocalSystem system, String token) {
    try {
      return send(system, "/dashboard", token, "https://one.example").statusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> send(
      LocalSystem system, String path, String token, String origin)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(system.url().resolve(path)).header("Origin", origin);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> preflight(LocalSystem system, String path, String origin)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(system.url().resolve(path))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .headers("Origin", origin, "Access-Control-Request-Method", "POST")
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static String allowed(HttpResponse<String> answer) {
    return answer.headers().firstValue("Access-Control-Allow-Origin").orElse("");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
