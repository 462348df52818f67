package dev.freshet.e2e.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Needs;
import dev.freshet.e2e.fixture.Session;
import dev.freshet.e2e.platform.Account;
import dev.freshet.e2e.platform.Capability;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests without a valid token get 401, which no cache stores. */
@FreshetSystem
class RefusedTokensIT {

  @Test
  void noToken(Freshet freshet) {
    assertRefused(freshet.anonymous("GET", "/dashboard").send());
  }

  @Test
  void noBearer(Freshet freshet) {
    assertRefused(
        freshet.anonymous("GET", "/dashboard").headers("Authorization", "Basic YTpi").send());
  }

  @Test
  void aForgedSignature(Freshet freshet) {
    String token = freshet.platform().signUp("alice").token();
    int signature = token.lastIndexOf('.') + 1;
    char first = token.charAt(signature) == 'A' ? 'B' : 'A';

    assertRefusedTwice(
        freshet, token.substring(0, signature) + first + token.substring(signature + 1));
  }

  @Test
  void anotherUsersNameUnderTheSameSignature(Freshet freshet) {
    Account alice = freshet.platform().signUp("alice");
    Account bob = freshet.platform().signUp("bob");
    String[] parts = alice.token().split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);

    assertRefusedTwice(
        freshet,
        parts[0]
            + "."
            + base64(claims.replace(alice.id().value(), bob.id().value()))
            + "."
            + parts[2]);
  }

  @Test
  void algorithmNone(Freshet freshet) {
    String token = freshet.platform().signUp("alice").token();
    String claims = token.split("\\.", -1)[1];

    assertRefusedTwice(freshet, base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims + ".");
  }

  @Test
  @Needs(Capability.TOKENS_OF_ANY_LIFETIME)
  void anExpiredToken(Freshet freshet) {
    Account alice = freshet.platform().signUp("alice");

    assertRefusedTwice(freshet, alice.token(Duration.ofHours(-1)));
  }

  @Test
  @Needs(Capability.TOKENS_OF_ANY_LIFETIME)
  void theEdgeKeepsAnAnswerNoLongerThanTheTokenLives(Freshet freshet) {
    Account alice = freshet.platform().signUp("alice");
    String shortLived = alice.token(Duration.ofSeconds(8));
    HttpAnswer inTime = read(freshet, shortLived);
    assertThat(inTime.status()).as("%s", inTime).isEqualTo(200);

    HttpAnswer tooLate =
        freshet.until(
            "the token expires", () -> read(freshet, shortLived), answer -> answer.status() != 200);

    assertRefused(tooLate);
  }

  @Test
  void aGoodTokenOnTheWayPastTheEdge(Freshet freshet) throws Exception {
    Account alice = freshet.platform().signUp("alice");
    URI api = URI.create(freshet.platform().output("ApiUrl") + "/dashboard");
    assertThat(read(freshet, alice.token()).status()).isEqualTo(200);

    for (String key : List.of("", "0123456789012345678901234567890123456789")) {
      HttpResponse<String> refused = pastTheEdge(api, alice.token(), key);

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(refused.body()).contains("/problems/forbidden");
    }
  }

  private static HttpResponse<String> pastTheEdge(URI api, String token, String key)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api).header("Authorization", "Bearer " + token);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          (key.isEmpty() ? request : request.header("X-Api-Key", key)).build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void aGoodTokenIsStillGoodAfterABadOne(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    assertRefused(read(freshet, "nonsense"));

    assertThat(alice.get("/dashboard").status()).isEqualTo(200);
  }

  private static void assertRefusedTwice(Freshet freshet, String token) {
    assertRefused(read(freshet, token));
    assertRefused(read(freshet, token));
  }

  private static HttpAnswer read(Freshet freshet, String token) {
    return freshet
        .anonymous("GET", "/dashboard")
        .headers("Authorization", "Bearer " + token)
        .send();
  }

  private static void assertRefused(HttpAnswer answer) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(401);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Cache")).isEqualTo("Error from cloudfront");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNotEmpty();
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("message").asText()).isNotEmpty();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
