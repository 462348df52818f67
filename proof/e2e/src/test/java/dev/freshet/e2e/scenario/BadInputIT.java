package dev.freshet.e2e.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.e2e.fixture.Freshet;
import dev.freshet.e2e.fixture.FreshetSystem;
import dev.freshet.e2e.fixture.HttpAnswer;
import dev.freshet.e2e.fixture.Session;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors name the invalid field, change no data, and have CORS headers. */
@FreshetSystem
class BadInputIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"lines":[                                                | lines
          {}                                                        | lines
          {"lines":"tea"}                                           | lines
          {"lines":[]}                                              | lines
          {"lines":[{"quantity":1}]}                                | lines[0].productId
          {"lines":[{"productId":"no-such-tea","quantity":1}]}      | lines[0].productId
          {"lines":[{"productId":"tea","quantity":"1"}]}            | lines[0].quantity
          {"lines":[{"productId":"tea","quantity":0}]}              | lines[0].quantity
          {"lines":[{"productId":"tea","quantity":1,"price":1}]}    | lines[0].price
          {"lines":[{"productId":"tea","quantity":1}],"total":1}    | total
          """)
  void aBadOrderIsRefusedByTheNameOfItsField(String body, String field, Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer = alice.post("/orders", body, "Idempotency-Key", "bad");

    assertProblem(answer, 400);
    assertThat(answer.json().path("field").asText("")).isEqualTo(field);
    assertNothingOrdered(alice);
  }

  @Test
  void anOrderWithoutAnIdempotencyKey(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer = alice.post("/orders", "{\"lines\":[]}");

    assertProblem(answer, 400);
    assertThat(answer.json().path("field").asText()).isEqualTo("Idempotency-Key");
  }

  @Test
  void aReusedIdempotencyKeyWithAnotherBody(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String product = Products.one(freshet);
    String one = "{\"lines\":[{\"productId\":\"%s\",\"quantity\":1}]}".formatted(product);
    HttpAnswer placed = alice.post("/orders", one, "Idempotency-Key", "k");
    assertThat(placed.status()).as("%s", placed).isEqualTo(201);

    HttpAnswer same = alice.post("/orders", one, "Idempotency-Key", "k");
    HttpAnswer other = alice.post("/orders", one.replace(":1}", ":2}"), "Idempotency-Key", "k");

    assertThat(same.status()).isEqualTo(201);
    assertThat(same.json()).isEqualTo(placed.json());
    assertThat(same.header("Idempotent-Replayed")).isEqualTo("true");
    assertProblem(other, 422);
    assertThat(other.json().path("field").asText()).isEqualTo("Idempotency-Key");
    assertThat(alice.get("/orders?fresh=" + same.freshAfter()).json().path("orders")).hasSize(1);
  }

  @Test
  void aStaleIfMatch(Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String seen = alice.get("/profile").header("ETag");
    String body = alice.rename("Alice the First").body();

    HttpAnswer stale =
        alice.put(
            "/profile",
            "{\"name\":\"Alice the Late\",\"email\":\"%s\"}".formatted(alice.account().email()),
            "If-Match",
            seen);

    assertProblem(stale, 412);
    assertThat(stale.json().path("field").asText()).isEqualTo("If-Match");
    assertThat(body).contains("Alice the First");
    assertThat(alice.another().get("/profile?fresh=1").body()).doesNotContain("Alice the Late");
  }

  @Test
  void aProfileWithoutIfMatch(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer = alice.put("/profile", "{\"name\":\"Alice\",\"email\":\"a@example.org\"}");

    assertProblem(answer, 428);
  }

  @ParameterizedTest
  @CsvSource({
    "/orders?cursor=nonsense, cursor",
    "/orders?limit=0, limit",
    "/orders?limit=many, limit",
    "/orders?limit=%2B5, limit",
    "/orders?limit=%D9%A5, limit",
    "/notifications?status=old, status",
    "/dashboard?fresh=yesterday, fresh",
  })
  void aBadQueryIsRefusedByTheNameOfItsParameter(String path, String field, Freshet freshet) {
    HttpAnswer answer = freshet.signIn("alice").get(path);

    assertProblem(answer, 400);
    assertThat(answer.json().path("field").asText()).isEqualTo(field);
  }

  @Test
  void aBodyOfOneMegabyte(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer =
        alice.post("/orders", "\"" + "x".repeat(1 << 20) + "\"", "Idempotency-Key", "big");

    assertProblem(answer, 413);
    assertNothingOrdered(alice);
  }

  @Test
  void aBodyThatIsNotJson(Freshet freshet) {
    Session alice = freshet.signIn("alice");

    HttpAnswer answer =
        alice.post("/orders", "<order/>", "Content-Type", "text/xml", "Idempotency-Key", "xml");

    assertProblem(answer, 415);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, \\xff, 400, body",
    "application/json, \\xc3\\x28, 400, body",
    "application/json, \\xed\\xa0\\x80, 400, body",
    "application/json; charset=iso-8859-1, \\xe9, 415, Content-Type",
    "application/json; charset=utf-16, A, 415, Content-Type",
    "application/json, \\x5cud800, 400, name",
  })
  void aNameThatIsNoUnicodeIsNotStored(
      String type, String escaped, int status, String field, Freshet freshet) {
    Session alice = freshet.signIn("alice");
    String before = alice.get("/profile").body();
    String body =
        "{\"name\":\"Al%s\",\"email\":\"%s\"}".formatted(escaped, alice.account().email());

    HttpAnswer answer =
        alice
            .request("PUT", "/profile")
            .headers("Content-Type", type, "If-Match", "*")
            .body(BodyPublishers.ofByteArray(bytes(body)))
            .send();

    assertProblem(answer, status);
    assertThat(answer.json().path("field").asText()).isEqualTo(field);
    assertThat(alice.another().get("/profile").body()).isEqualTo(before);
  }

  /** Replaces {@code \xff} by the byte. */
  private static byte[] bytes(String text) {
    return Pattern.compile("\\\\x([0-9a-f]{2})")
        .matcher(text)
        .replaceAll(
            found -> Character.toString(Integer.parseInt(found.group(1), 16)).replace("\\", "\\\\"))
        .getBytes(ISO_8859_1);
  }

  @Test
  void anUnknownPath(Freshet freshet) {
    assertProblem(freshet.signIn("alice").get("/no-such-view"), 404);
  }

  @Test
  void aNotificationThatDoesNotExist(Freshet freshet) {
    HttpAnswer answer =
        freshet.signIn("alice").post("/notifications/01JD0000000000000000000000/read", "");

    assertProblem(answer, 404);
  }

  @Test
  void aBrowserOfAnotherOriginMayAskWhatItMaySend(Freshet freshet) {
    HttpAnswer answer =
        freshet
            .anonymous("OPTIONS", "/orders")
            .headers(
                "Origin",
                "https://example.org",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,idempotency-key")
            .send();

    assertThat(answer.status()).as("%s", answer).isBetween(200, 204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isNotEmpty();
    assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .containsIgnoringCase("idempotency-key");
  }

  private static void assertNothingOrdered(Session alice) {
    assertThat(alice.another().get("/orders").json().path("orders")).isEmpty();
  }

  private static void assertProblem(HttpAnswer answer, int status) {
    assertThat(answer.status()).as("%s", answer).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNotEmpty();
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("message").asText()).isNotEmpty();
  }
}
