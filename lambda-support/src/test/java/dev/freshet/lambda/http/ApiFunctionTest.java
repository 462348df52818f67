package dev.freshet.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.lambda.config.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiFunctionTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Endpoint ECHO =
      request -> ApiResponse.ok(request.body(Name.class)).withFreshAfter(NOW);

  private record Name(String name) {}

  private static final class Function extends ApiFunction {
    Function(Endpoint endpoint) {
      this(Access.SIGNED_IN, endpoint);
    }

    Function(Access access, Endpoint endpoint) {
      super(
          new Settings(
              Map.of("ALLOWED_ORIGIN", "https://app.example", "METRICS_NAMESPACE", "Freshet")),
          InstantSource.fixed(NOW),
          access,
          endpoint);
    }
  }

  @Test
  void answersOneRequestBeforeASnapshotIsTaken() {
    List<ApiRequest> asked = new ArrayList<>();
    Function function =
        new Function(request -> {
          asked.add(request);
          return ApiResponse.ok("primed");
        });

    function.beforeSnapshot();

    assertThat(asked).singleElement().extracting(ApiRequest::user).hasToString("snapshot");
  }

  @Test
  void readsEventsAndWritesAnswersAsApiGatewayHasThem() throws IOException {
    String event =
        """
        {"resource": "/profile", "path": "/profile", "httpMethod": "PUT", "isBase64Encoded": false,
         "headers": {"content-type": "application/json"}, "multiValueHeaders": {"a": ["1", "2"]},
         "queryStringParameters": null, "pathParameters": {"id": "7"}, "stageVariables": null,
         "requestContext": {"requestId": "r-1", "requestTimeEpoch": 1767268800000, "unknown": {"x": 1},
           "identity": {"sourceIp": "127.0.0.1"},
           "authorizer": {"sub": "alice", "exp": "1767268860", "integrationLatency": 3}},
         "body": "{\\"name\\": \\"Zo\\u00eb\\"}"}
        """;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();

    new Function(ECHO)
        .handleRequest(
            new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
            answer,
            LambdaContext.of("invocation"));

    JsonNode written = new ObjectMapper().readTree(answer.toByteArray());
    assertThat(written.path("statusCode").asInt()).isEqualTo(200);
    assertThat(written.path("isBase64Encoded").asBoolean(true)).isFalse();
    assertThat(written.path("body").asText()).isEqualTo("{\"name\":\"Zo\u00eb\"}");
    assertThat(written.path("headers").path("X-Correlation-Id").asText()).isEqualTo("r-1");
  }

  @Nested
  class Caller {

    @Test
    void isTheAuthorizersSub() {
      var response =
          answer(request -> ApiResponse.ok(Map.of("user", request.user())), Requests.signedIn());

      assertThat(response.getBody()).isEqualTo("{\"user\":\"alice\"}");
    }

    @Test
    void whoseTokenExpiredSinceTheAuthorizersResultWasCachedIsRefused() {
      assertThat(answer(ECHO, Requests.by("alice", NOW.getEpochSecond())).getStatusCode())
          .isEqualTo(401);
      assertThat(answer(ECHO, Requests.by("alice", NOW.getEpochSecond() - 1)).getStatusCode())
          .isEqualTo(401);
    }

    @Test
    void ofNoKindIsRefused() {
      APIGatewayProxyRequestEvent anonymous = Requests.signedIn();
      anonymous.getRequestContext().setAuthorizer(null);

      var response = answer(ECHO, anonymous);

      assertThat(response.getStatusCode()).isEqualTo(401);
      assertThat(response.getHeaders()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void hasTheRolesThatTheAuthorizerTookFromTheToken() {
      Endpoint roles = request -> ApiResponse.ok(List.of(request.hasRole("admin")));
      APIGatewayProxyRequestEvent event = Requests.signedIn();

      assertThat(answer(roles, event).getBody()).isEqualTo("[false]");
      event
          .getRequestContext()
          .setAuthorizer(Map.of("sub", "alice", "exp", "9999999999", "roles", "staff,admin"));
      assertThat(answer(roles, event).getBody()).isEqualTo("[true]");
      event
          .getRequestContext()
          .setAuthorizer(Map.of("sub", "alice", "exp", "9999999999", "roles", "administrators"));
      assertThat(answer(roles, event).getBody()).isEqualTo("[false]");
    }

    @Test
    void isReadFromTheClaimsThatCognitosAuthorizerHandsOn() {
      Endpoint echo =
          request ->
              ApiResponse.ok(
                  List.of(
                      request.user().value(),
                      request.tokenExpiry().getEpochSecond(),
                      request.hasRole("admin")));

      assertThat(answer(echo, cognito("Thu Jan 1 12:00:01 UTC 2026", "staff,admin")).getBody())
          .isEqualTo("[\"alice\",%d,true]".formatted(NOW.getEpochSecond() + 1));
      assertThat(answer(echo, cognito("1767268801", "staff")).getBody())
          .isEqualTo("[\"alice\",1767268801,false]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thu Jan 01 12:00:00 UTC 2026", "1767268800", "soon", ""})
    void ofCognitosAuthorizerIsRefusedWithoutATimeToCome(String expiry) {
      assertThat(answer(ECHO, cognito(expiry, "admin")).getStatusCode()).isEqualTo(401);
    }

    private APIGatewayProxyRequestEvent cognito(String expiry, String groups) {
      APIGatewayProxyRequestEvent event = Requests.signedIn();
      event
          .getRequestContext()
          .setAuthorizer(
              Map.of("claims", Map.of("sub", "alice", "exp", expiry, "cognito:groups", groups)));
      return event;
    }

    @Test
    void isNotAskedForWhereAnyoneMayCall() {
      APIGatewayProxyRequestEvent anonymous = Requests.signedIn();
      anonymous.getRequestContext().setAuthorizer(null);
      Endpoint endpoint = request -> ApiResponse.ok(request.route());

      var response = Requests.throughLambda(new Function(Access.ANYONE, endpoint), anonymous);

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).isEqualTo("\"/echo\"");
    }

    @Test
    void withASubThatIsNoUserIdIsRefused() {
      assertThat(answer(ECHO, Requests.by("a%b", NOW.getEpochSecond() + 60)).getStatusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aPathIsDecodedWhetherTheGatewayHasDoneItOrNot() {
    Endpoint echo = request -> ApiResponse.ok(request.path("id").orElse(""));
    for (String given : new String[] {"auth0|4+2", "auth0%7C4+2", "auth0%7C4%2B2"}) {
      APIGatewayProxyRequestEvent event = Requests.by("alice", NOW.getEpochSecond() + 60);
      event.setPathParameters(Map.of("id", given));

      assertThat(answer(echo, event).getBody()).isEqualTo("\"auth0|4+2\"");
    }
  }

  @Nested
  class Body {
    @Test
    void inAnotherCharsetIsRefused() {
      for (String charset : new String[] {"iso-8859-1", "\"UTF-16\"", "utf-8; charset=latin1"}) {
        APIGatewayProxyRequestEvent event = Requests.post("{}");
        event.setHeaders(Map.of("Content-Type", "application/json; charset=" + charset));

        assertThat(answer(ECHO, event).getStatusCode()).isEqualTo(415);
      }
    }

    @Test
    void withBytesThatTheGatewayCouldNotDecodeIsRefused() {
      assertThat(answer(ECHO, Requests.post("{\"name\":\"Zo\uFFFD\"}")).getStatusCode())
          .isEqualTo(400);
    }

    @Test
    void isReadAsJson() {
      var response = answer(ECHO, Requests.post("{\"name\":\"Alice\"}"));

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).isEqualTo("{\"name\":\"Alice\"}");
      assertThat(response.getHeaders())
          .containsEntry("X-Fresh-After", Long.toString(NOW.toEpochMilli()));
    }

    @Test
    void isReadFromBase64() {
      String text = "{\"name\":\"Ali\u00e7e\"}";
      APIGatewayProxyRequestEvent event =
          Requests.post(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
      event.setIsBase64Encoded(true);

      assertThat(answer(ECHO, event).getBody()).isEqualTo(text);
    }

    @Test
    void inNoCharactersIsRefused() {
      APIGatewayProxyRequestEvent event =
          Requests.post(Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, '"'}));
      event.setIsBase64Encoded(true);

      assertProblem(answer(ECHO, event), 400, "invalid-request", "body");
    }

    @Test
    void withAnUnknownFieldIsRefusedByItsName() {
      assertProblem(
          answer(ECHO, Requests.post("{\"name\":\"a\",\"admin\":true}")),
          400,
          "invalid-request",
          "admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[1"})
    void thatIsNoJsonIsRefused(String body) {
      assertProblem(answer(ECHO, Requests.post(body)), 400, "invalid-request", "body");
    }

    @Test
    void ofTooManyBytesIsRefusedEvenIfItIsOfFewerCharacters() {
      String fits = "\"" + "x".repeat(RequestBody.LIMIT_BYTES - 13) + "\"";
      assertThat(answer(ECHO, Requests.post("{\"name\":" + fits + "  }")).getStatusCode())
          .isEqualTo(200);

      assertProblem(
          answer(ECHO, Requests.post("{\"name\":" + fits + "   }")), 413, "body-too-large", "body");
      assertProblem(
          answer(ECHO, Requests.post("\u00e4".repeat(RequestBody.LIMIT_BYTES / 2 + 1))),
          413,
          "body-too-large",
          "body");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"text/plain", "application/xml", "application/jsonp"})
    void ofAnotherTypeIsRefused(@Nullable String type) {
      APIGatewayProxyRequestEvent event = Requests.post("{\"name\":\"a\"}");
      event.setHeaders(type == null ? Map.of() : Map.of("content-type", type));

      assertProblem(answer(ECHO, event), 415, "unsupported-media-type", "Content-Type");
    }

    @Test
    void mayNameItsCharacterSet() {
      APIGatewayProxyRequestEvent event = Requests.post("{\"name\":\"a\"}");
      event.setHeaders(Map.of("CONTENT-TYPE", "Application/JSON; charset=utf-8"));

      assertThat(answer(ECHO, event).getStatusCode()).isEqualTo(200);
    }
  }

  @Nested
  class Answer {

    @Test
    void carriesTheHeadersThatLetAScriptOfTheAllowedOriginReadIt() {
      assertThat(answer(ECHO, Requests.post("{")).getHeaders())
          .containsEntry("Access-Control-Allow-Origin", "https://app.example")
          .hasEntrySatisfying(
              "Access-Control-Expose-Headers",
              exposed ->
                  assertThat(exposed)
                      .contains("ETag", "X-Fresh-After", "Retry-After", "Age", "X-Cache"));
    }

    @Test
    void isStoredByNobodyUnlessItSaysSo() {
      assertThat(cacheControl(ApiResponse.ok("x"))).isEqualTo("no-store");
      assertThat(cacheControl(ApiResponse.ok("x").with("Cache-Control", "s-maxage=9")))
          .isEqualTo("s-maxage=9");
      assertThat(cacheControl(ApiResponse.json(404, "x").with("Cache-Control", "s-maxage=9")))
          .isEqualTo("no-store");
    }

    @Test
    void toASurpriseSaysNothingOfWhatHappenedButByWhichMarkItIsFound() {
      var response =
          answer(
              request -> {
                throw new IllegalStateException("secret");
              },
              Requests.signedIn());

      assertProblem(response, 500, "internal", "");
      assertThat(response.getBody()).doesNotContain("secret").doesNotContain("Exception");
      assertThat(response.getHeaders()).containsEntry("X-Correlation-Id", Requests.REQUEST_ID);
    }

    @Test
    void isUnderTheClientsOwnCorrelationIdIfItIsWellFormed() {
      assertThat(correlationId("x-CORRELATION-id", "abc-123")).isEqualTo("abc-123");
      assertThat(correlationId("X-Correlation-Id", "a b\"")).isEqualTo(Requests.REQUEST_ID);
      assertThat(correlationId("X-Correlation-Id", "a".repeat(129))).isEqualTo(Requests.REQUEST_ID);
    }

    private @Nullable String cacheControl(ApiResponse response) {
      return answer(request -> response, Requests.signedIn()).getHeaders().get("Cache-Control");
    }

    private @Nullable String correlationId(String header, String value) {
      APIGatewayProxyRequestEvent event = Requests.signedIn();
      event.setHeaders(Map.of(header, value));
      return answer(request -> ApiResponse.empty(204), event).getHeaders().get("X-Correlation-Id");
    }
  }

  @Nested
  class Parameters {

    @Test
    void givenTwiceAreRefused() {
      APIGatewayProxyRequestEvent event = Requests.signedIn();
      event.setQueryStringParameters(Map.of("fresh", "2"));
      event.setMultiValueQueryStringParameters(Map.of("fresh", List.of("1", "2")));

      assertProblem(
          answer(request -> ApiResponse.ok(request.query("fresh")), event),
          400,
          "invalid-request",
          "fresh");
    }

    @Test
    void ofPathAndQueryAreThereOrNot() {
      APIGatewayProxyRequestEvent event = Requests.signedIn();
      event.setPathParameters(Map.of("id", "7"));
      event.setQueryStringParameters(Map.of("limit", "5"));

      var response =
          answer(
              request ->
                  ApiResponse.ok(
                      List.of(
                          request.path("id").orElse("none"),
                          request.path("other").orElse("none"),
                          request.query("limit").orElse("none"),
                          request.query("cursor").orElse("none"))),
              event);

      assertThat(response.getBody()).isEqualTo("[\"7\",\"none\",\"5\",\"none\"]");
    }
  }

  private static APIGatewayProxyResponseEvent answer(
      Endpoint endpoint, APIGatewayProxyRequestEvent event) {
    return Requests.throughLambda(new Function(endpoint), event);
  }

  private static void assertProblem(
      APIGatewayProxyResponseEvent response, int status, String code, String field) {
    assertThat(response.getStatusCode()).isEqualTo(status);
    assertThat(response.getHeaders())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("Cache-Control", "no-store");
    JsonNode problem = Requests.json(response.getBody());
    assertThat(problem.get("type").asText()).isEqualTo("/problems/" + code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asText()).isNotBlank();
    assertThat(problem.get("message").asText()).startsWith(field);
    assertThat(problem.path("field").asText()).isEqualTo(field);
  }

  /** Requests as API Gateway hands them on, and the way through Lambda's own serialization. */
  private static final class Requests {
    static final String REQUEST_ID = "2f9a6f0e-0000-4000-8000-000000000000";

    static APIGatewayProxyRequestEvent signedIn() {
      return by("alice", NOW.getEpochSecond() + 60);
    }

    static APIGatewayProxyRequestEvent by(String sub, long exp) {
      var context = new APIGatewayProxyRequestEvent.ProxyRequestContext();
      context.setRequestId(REQUEST_ID);
      context.setAuthorizer(Map.of("sub", sub, "exp", Long.toString(exp), "principalId", sub));
      return new APIGatewayProxyRequestEvent()
          .withHttpMethod("POST")
          .withResource("/echo")
          .withHeaders(Map.of("content-type", "application/json"))
          .withRequestContext(context);
    }

    static APIGatewayProxyRequestEvent post(String body) {
      return signedIn().withBody(body);
    }

    static APIGatewayProxyResponseEvent throughLambda(
        ApiFunction function, APIGatewayProxyRequestEvent event) {
      var response =
          function.handleRequest(
              copy(event, APIGatewayProxyRequestEvent.class), LambdaContext.of("invocation"));
      return copy(response, APIGatewayProxyResponseEvent.class);
    }

    static JsonNode json(String text) {
      try {
        return new ObjectMapper().readTree(text);
      } catch (java.io.IOException malformed) {
        throw new AssertionError("not JSON: " + text, malformed);
      }
    }

    private static <T> T copy(T event, Class<T> type) {
      var serializer =
          com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers
              .serializerFor(type, ApiFunction.class.getClassLoader());
      var bytes = new java.io.ByteArrayOutputStream();
      serializer.toJson(event, bytes);
      return serializer.fromJson(new java.io.ByteArrayInputStream(bytes.toByteArray()));
    }
  }
}
