package dev.freshet.emulators.apigateway;

import static dev.freshet.emulators.apigateway.Requests.answering;
import static dev.freshet.emulators.apigateway.Requests.route;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GatewayResponseTest {
  private static final CorsSpec CORS =
      new CorsSpec(
          "*",
          Optional.empty(),
          Optional.of("Authorization"),
          Optional.of("600"),
          false,
          Optional.empty());

  @Nested
  class Unchanged {
    @Test
    void anUnknownPathIsAMissingToken() throws Exception {
      ApiAnswer answer = call(Map.of(), Requests.of("GET", "/nothing"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().text()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
      assertThat(answer.headers().last("x-amzn-ErrorType"))
          .contains("MissingAuthenticationTokenException");
      assertThat(answer.headers().last("Content-Type")).contains("application/json");
    }

    @Test
    void anUnknownMethodIsAMissingTokenToo() throws Exception {
      assertThat(call(Map.of(), Requests.of("DELETE", "/things")).status()).isEqualTo(403);
    }

    @Test
    void anUnknownPathWithAnAuthorizationIsTakenForABadSignature() throws Exception {
      ApiAnswer answer =
          call(Map.of(), Requests.of("GET", "/nothing", "Authorization", "Bearer secret"));

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers().last("x-amzn-ErrorType"))
          .contains("IncompleteSignatureException");
      assertThat(answer.body().text()).doesNotContain("secret");
    }

    @Test
    void aQueryThatIsNotValidlyEncodedIsABadRequest() throws Exception {
      assertThat(call(Map.of(), Requests.of("GET", "/things?a=%zz")).status()).isEqualTo(400);
    }
  }

  @Nested
  class Changed {
    @Test
    void aTypeHasItsOwnStatusHeadersAndBody() throws Exception {
      GatewayResponseSpec spec =
          new GatewayResponseSpec(
              Optional.of(404),
              Map.of(
                  "Cache-Control", "'no-store'",
                  "Content-Type", "'application/problem+json'",
                  "X-Origin", "method.request.header.Origin",
                  "X-Absent", "method.request.header.Absent",
                  "X-Q", "method.request.querystring.q",
                  "X-Id", "context.requestId"),
              Map.of(
                  "application/json",
                  "{\"m\":$context.error.messageString,\"t\":\"$context.error.responseType\","
                      + "\"id\":\"$context.requestId\",\"p\":\"$context.path\","
                      + "\"s\":\"$context.stage\"}"));

      ApiAnswer answer =
          call(
              Map.of("MISSING_AUTHENTICATION_TOKEN", spec),
              Requests.of("GET", "/nothing?q=7", "Origin", "http://a"));

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.headers().last("Cache-Control")).contains("no-store");
      assertThat(answer.headers().last("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().last("X-Origin")).contains("http://a");
      assertThat(answer.headers().last("X-Q")).contains("7");
      assertThat(answer.headers().last("X-Id")).contains("request-1");
      assertThat(answer.headers().has("X-Absent")).isFalse();
      assertThat(answer.body().text())
          .isEqualTo(
              "{\"m\":\"Missing Authentication Token\",\"t\":\"MISSING_AUTHENTICATION_TOKEN\","
                  + "\"id\":\"request-1\",\"p\":\"/prod/nothing\",\"s\":\"prod\"}");
    }

    @Test
    void aTypeWithoutChangesTakesThoseOfTheDefault() throws Exception {
      Map<String, GatewayResponseSpec> responses =
          Map.of(
              "DEFAULT_4XX",
              new GatewayResponseSpec(
                  Optional.empty(), Map.of("Access-Control-Allow-Origin", "'*'"), Map.of()),
              "DEFAULT_5XX",
              new GatewayResponseSpec(Optional.of(500), Map.of("X-Five", "'5'"), Map.of()));

      ApiAnswer missing = call(responses, Requests.of("GET", "/nothing"));
      ApiAnswer broken = call(responses, Requests.of("GET", "/broken"));

      assertThat(missing.status()).isEqualTo(403);
      assertThat(missing.headers().last("Access-Control-Allow-Origin")).contains("*");
      assertThat(broken.status()).isEqualTo(500);
      assertThat(broken.headers().last("X-Five")).contains("5");
    }

    @Test
    void theAnswerToABodyThatIsTooLargeStaysAsItIs() {
      GatewayResponseSpec spec = new GatewayResponseSpec(Optional.of(400), Map.of(), Map.of());
      RestApi api = api(Map.of("REQUEST_TOO_LARGE", spec, "DEFAULT_4XX", spec));

      ApiAnswer answer = api.tooLarge(Requests.of("POST", "/things"));

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body().text()).isEqualTo("{\"message\":\"Request Too Long\"}");
    }
  }

  @Nested
  class APreflight {
    @Test
    void isAnsweredWithTheTemplatesCorsAndTheMethodsOfThePath() throws Exception {
      ApiAnswer answer = call(Map.of(), Requests.of("OPTIONS", "/things"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().last("Access-Control-Allow-Origin")).contains("*");
      assertThat(answer.headers().last("Access-Control-Allow-Methods"))
          .contains("GET,OPTIONS,POST");
      assertThat(answer.headers().last("Access-Control-Allow-Headers")).contains("Authorization");
      assertThat(answer.headers().last("Access-Control-Max-Age")).contains("600");
    }

    @Test
    void ofAnUnknownPathIsAMissingToken() throws Exception {
      assertThat(call(Map.of(), Requests.of("OPTIONS", "/nothing")).status()).isEqualTo(403);
    }
  }

  private static ApiAnswer call(Map<String, GatewayResponseSpec> responses, GatewayRequest request)
      throws Exception {
    return api(responses).answer(request);
  }

  private static RestApi api(Map<String, GatewayResponseSpec> responses) {
    return Requests.serving(
        Requests.api(
            responses,
            Optional.of(CORS),
            route("GET", "/things"),
            route("POST", "/things"),
            route("GET", "/broken")),
        TestFunctions.of(new FakeQueues().sender(), answering("{}")));
  }
}
