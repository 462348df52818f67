package dev.freshet.e2e.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.ApiContract;
import dev.freshet.e2e.fixture.ApiContract.Operation;
import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Request;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on every operation of the contract: they get no data, write nothing and cache nothing.
 * {@link SignInIT} has those on the refresh cookie.
 */
@FreshetSystem
class SecurityIT {
  private static final String CURRENT = "/users/current";

  static List<Operation> operations() {
    return ApiContract.operations().stream().filter(Operation::takesToken).toList();
  }

  @Test
  void onlySignInTakesRequestsWithoutAToken() {
    assertThat(ApiContract.operations().stream().filter(operation -> !operation.takesToken()))
        .extracting(Operation::path)
        .containsExactlyInAnyOrder("/auth/exchange", "/auth/refresh", "/auth/logout");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aForgedTokenOpensNoOperation(Operation operation, Freshet freshet) {
    Session alice = freshet.signIn("alice");

    assertRefused(freshet, operation, alice, forged(alice.account()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  @Needs(Capability.TOKENS_OF_ANY_LIFETIME)
  void aGenuineTokenOfAnotherPurposeOrTimeOpensNoOperation(Operation operation, Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Map<String, String> tokens = new LinkedHashMap<>(alice.account().tokensForOthers());
    tokens.put("an expired token", alice.account().token(Duration.ofHours(-1)));

    assertRefused(freshet, operation, alice, tokens);
  }

  @Test
  void noUserActsForAnotherByAnIdInThePathOrTheBody(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    Session bob = freshet.signIn("bob");
    String before = bob.get(CURRENT).body();
    String body =
        "{\"name\":\"Owned\",\"email\":\"%s\",\"userId\":\"%s\"}"
            .formatted(alice.account().email(), bob.user());

    assertThat(alice.put(CURRENT, body, "If-Match", "*").json().path("field").asText())
        .isEqualTo("userId");
    String path = "/users/" + bob.user();
    assertThat(alice.put(path, body, "If-Match", "*").status()).isBetween(403, 405);
    assertThat(alice.request("DELETE", path).send().status()).isBetween(403, 405);
    assertThat(bob.another().get(CURRENT + "?fresh=1").body()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard/x.css",
        "/dashboard;x.css",
        "/dashboard%2Fx.css",
        "/dashboard%3Bx.css",
        "/dashboard%00.css",
        "/dashboard%0A.css",
        "/dashboard%23.css",
        "/dashboard%3F.css",
        "/app/..%2Fdashboard",
        "/app/%2e%2e/dashboard",
        "/app/x/..%5C..%5Cdashboard",
      })
  void aPageThatLooksStaticIsNotKeptForOthers(String path, Freshet freshet) {
    Session alice = freshet.signIn("alice");
    assertThat(alice.get("/dashboard").body()).contains(alice.user().value());

    // Her own answer may be her page: LocalStack drops what follows a semicolon.
    alice.get(path);

    assertThat(freshet.anonymous("GET", path).send().body())
        .doesNotContain(alice.user().value(), alice.account().email());
    assertThat(freshet.signIn("bob").get(path).body())
        .doesNotContain(alice.user().value(), alice.account().email());
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Host, evil.example",
    "X-Forwarded-Proto, evil",
    "X-Forwarded-Scheme, nothttps",
    "X-Host, evil.example",
    "Forwarded, host=evil.example",
    "X-Original-URL, /no-such-page",
    "X-Rewrite-URL, /no-such-page",
    "X-HTTP-Method-Override, DELETE",
    "X-Method-Override, DELETE",
    "X-User-Id, evil",
  })
  void aHeaderOutsideTheCacheKeyDoesNotChangeWhatIsKept(
      String header, String value, Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer poisoned = alice.get("/dashboard", header, value);
    HttpAnswer kept = alice.get("/dashboard");

    for (HttpAnswer answer : List.of(poisoned, kept)) {
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      assertThat(answer.json().path("userId").asText()).isEqualTo(alice.user().value());
      assertThat(answer.toString().replace(header, "")).doesNotContain(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dashboard?fresh=1%0D%0AX-Injected:%201",
        "/orders?cursor=%0D%0AX-Injected:%201",
        "/orders?limit=1%0AX-Injected:%201",
        "/users/search?email=a@example.org%0D%0AX-Injected:%201",
        "/users/%0D%0AX-Injected:%201",
        "/users/%E5%98%8A%E5%98%8DX-Injected:%201",
      })
  void lineBreaksInARequestMakeNoHeader(String path, Freshet freshet) {
    HttpAnswer answer =
        freshet.signIn("alice").get(path, "X-Correlation-Id", "a%0D%0AX-Injected: 1");

    assertThat(answer.status()).as("%s", answer).isBetween(400, 404);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.find("X-Injected")).isEmpty();
    assertThat(answer.header("X-Correlation-Id")).doesNotContain("\r", "\n");
  }

  private static void assertRefused(
      Freshet freshet, Operation operation, Session alice, Map<String, String> tokens) {
    String before = alice.get(CURRENT).body();
    assertThat(before).contains(alice.user().value());
    if (operation.method().equals("GET")) {
      alice.get(operation.example()); // the edge may keep a copy, for her token only
    }

    tokens.forEach((name, token) -> {
      assertRefused(name, operation, send(freshet, operation, token));
      assertRefused(name, operation, send(freshet, operation, token));
    });

    assertThat(alice.another().get(CURRENT + "?fresh=1").body()).isEqualTo(before);
    if (operation.method().equals("GET")) {
      assertThat(alice.another().get(operation.example()).hit()).isFalse();
    }
  }

  private static HttpAnswer send(Freshet freshet, Operation operation, String token) {
    Request request = freshet.anonymous(operation.method(), operation.example());
    if (!token.isEmpty()) {
      request.headers("Authorization", "Bearer " + token);
    }
    return operation.method().startsWith("P") ? request.json("{}").send() : request.send();
  }

  private static void assertRefused(String token, Operation operation, HttpAnswer answer) {
    assertThat(answer.status()).as("%s with %s: %s", operation, token, answer).isIn(401, 403);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Cache")).isEqualTo("Error from cloudfront");
    assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
  }

  private static Map<String, String> forged(Account account) {
    String[] parts = account.token().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    String admin = claims.replaceFirst("\\{", "{\"cognito:groups\":[\"admin\"],");
    return Map.of(
        "no token", "",
        "nonsense", "nonsense",
        "a forged signature", parts[0] + "." + parts[1] + "." + base64("forged"),
        "a forged group", parts[0] + "." + base64(admin) + "." + parts[2],
        "alg none", base64("{\"alg\":\"none\"}") + "." + parts[1] + ".",
        "alg NoNe", base64("{\"alg\":\"NoNe\"}") + "." + parts[1] + "." + parts[2]);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
