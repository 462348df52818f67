package dev.freshet.emulators.apigateway;

import static dev.freshet.emulators.apigateway.Requests.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {
  private static final String API = "arn:aws:execute-api:us-east-1:000000000000:abc/prod/";

  private final AtomicReference<Instant> now = new AtomicReference<>(Requests.NOW);
  private final ScriptedFunction function = answering("{\"statusCode\":200}");
  private final AtomicReference<ScriptedFunction.Script> script =
      new AtomicReference<>((_, _) -> policy("Allow", API + "*"));
  private final ScriptedFunction authorizer =
      new ScriptedFunction("auth", (event, context) -> script.get().answer(event, context));

  @Nested
  class AnAllowedRequest {
    @Test
    void reachesTheFunctionWithTheAuthorizersContextAsTexts() throws Exception {
      RestApi api = api(Optional.empty(), Duration.ZERO);

      assertThat(get(api, "/things", "Bearer t").status()).isEqualTo(200);

      JsonNode context =
          Json.parse(function.events().getFirst())
              .orElseThrow()
              .path("requestContext")
              .path("authorizer");
      assertThat(context.path("principalId").asText()).isEqualTo("alice");
      assertThat(context.path("exp").isTextual()).isTrue();
      assertThat(context.path("exp").asText()).isEqualTo("123");
      assertThat(context.path("admin").asText()).isEqualTo("true");
    }

    @Test
    void isShownToTheAuthorizerAsTokenAndMethodArn() throws Exception {
      get(api(Optional.empty(), Duration.ZERO), "/things/7", "Bearer t");

      assertThat(authorizer.events())
          .containsExactly(
              "{\"type\":\"TOKEN\",\"authorizationToken\":\"Bearer t\",\"methodArn\":\""
                  + API
                  + "GET/things/7\"}");
    }
  }

  @Nested
  class ARefusal {
    @Test
    void withoutATokenCostsNoInvocation() throws Exception {
      RestApi api = api(Optional.empty(), Duration.ZERO);

      ApiAnswer answer = api.answer(Requests.of("GET", "/things"));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body().text()).isEqualTo("{\"message\":\"Unauthorized\"}");
      assertThat(answer.headers().last("x-amzn-ErrorType")).contains("UnauthorizedException");
      assertThat(authorizer.events()).isEmpty();
    }

    @Test
    void byTheValidationExpressionCostsNoInvocation() throws Exception {
      RestApi api = api(Optional.of("Bearer [a-z]+"), Duration.ZERO);

      assertThat(get(api, "/things", "Basic abc").status()).isEqualTo(401);
      assertThat(authorizer.events()).isEmpty();
      assertThat(get(api, "/things", "Bearer abc").status()).isEqualTo(200);
    }

    @Test
    void isUnauthorizedIfTheFunctionSaysExactlyThat() throws Exception {
      script.set((_, _) -> {
        throw new IllegalStateException("Unauthorized");
      });

      assertThat(get(api(Optional.empty(), Duration.ZERO), "/things", "t").status()).isEqualTo(401);
      assertThat(function.events()).isEmpty();
    }

    @Test
    void isAFailureOfTheAuthorizerIfTheFunctionSaysAnythingElse() throws Exception {
      script.set((_, _) -> {
        throw new IllegalStateException("cannot fetch keys");
      });

      ApiAnswer answer = get(api(Optional.empty(), Duration.ZERO), "/things", "t");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body().text()).isEqualTo("{\"message\":null}");
    }

    @Test
    void byPolicyIsForbidden() throws Exception {
      script.set((_, _) -> policy("Deny", API + "*"));

      ApiAnswer answer = get(api(Optional.empty(), Duration.ZERO), "/things", "t");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().text())
          .isEqualTo("{\"message\":\"User is not authorized to access this resource\"}");
    }

    @Test
    void byPolicyWinsOverAnyAllowance() throws Exception {
      script.set((_, _) ->
          """
          {"principalId":"alice","policyDocument":{"Statement":[
            {"Effect":"Allow","Action":"execute-api:*","Resource":"*"},
            {"Effect":"Deny","Action":["execute-api:Invoke"],"Resource":["%sGET/th?ngs"]}]}}
          """
              .formatted(API));
      RestApi api = api(Optional.empty(), Duration.ZERO);

      assertThat(get(api, "/things", "t").status()).isEqualTo(403);
      assertThat(get(api, "/things/7", "t").status()).isEqualTo(200);
    }

    @Test
    void isWhatAPolicyForAnotherMethodAmountsTo() throws Exception {
      script.set((_, _) -> policy("Allow", API + "GET/other"));

      assertThat(get(api(Optional.empty(), Duration.ZERO), "/things", "t").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "{\"principalId\":\"a\"}",
          "{\"policyDocument\":{}}",
          "{\"principalId\":\"a\",\"policyDocument\":{\"Statement\":[]}}",
          "{\"principalId\":\"a\",\"context\":{\"roles\":[1]},\"policyDocument\":{\"Statement\":"
              + "[{\"Effect\":\"Allow\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\"}]}}"
        })
    void ofAnAuthorizerThatAnswersInNoValidFormIsAnError(String malformed) throws Exception {
      script.set((_, _) -> malformed);

      assertThat(get(api(Optional.empty(), Duration.ZERO), "/things", "t").status()).isEqualTo(500);
      assertThat(function.events()).isEmpty();
    }
  }

  @Nested
  class AResult {
    @Test
    void isRememberedByTokenForItsTimeToLive() throws Exception {
      RestApi api = api(Optional.empty(), Duration.ofMinutes(1));

      get(api, "/things", "t");
      now.set(Requests.NOW.plusSeconds(59));
      get(api, "/things", "t");
      assertThat(authorizer.events()).hasSize(1);

      get(api, "/things", "other");
      assertThat(authorizer.events()).hasSize(2);

      now.set(Requests.NOW.plusSeconds(61));
      get(api, "/things", "t");
      assertThat(authorizer.events()).hasSize(3);
    }

    @Test
    void isAppliedToOtherMethodsToo() throws Exception {
      script.set((_, _) -> policy("Allow", API + "GET/things"));
      RestApi api = api(Optional.empty(), Duration.ofMinutes(1));

      assertThat(get(api, "/things", "t").status()).isEqualTo(200);
      assertThat(get(api, "/things/7", "t").status()).isEqualTo(403);
      assertThat(authorizer.events()).hasSize(1);
    }

    @Test
    void isNotRememberedIfItWasAnError() throws Exception {
      RestApi api = api(Optional.empty(), Duration.ofMinutes(1));
      ScriptedFunction.Script allowing = script.get();
      script.set((_, _) -> {
        throw new IllegalStateException("keys are away");
      });
      assertThat(get(api, "/things", "t").status()).isEqualTo(500);

      script.set(allowing);

      assertThat(get(api, "/things", "t").status()).isEqualTo(200);
    }
  }

  private static ApiAnswer get(RestApi api, String path, String token) throws Exception {
    return api.answer(Requests.of("GET", path, "authorization", token));
  }

  private RestApi api(Optional<String> validation, Duration timeToLive) {
    AuthorizerSpec spec =
        new AuthorizerSpec("Tokens", "auth", "Authorization", validation, timeToLive);
    return Requests.serving(
        Requests.api(
            new RouteSpec("/things", "GET", "f", Optional.of(spec)),
            new RouteSpec("/things/{id}", "GET", "f", Optional.of(spec))),
        TestFunctions.of(new FakeQueues().sender(), function, authorizer),
        now::get);
  }

  private static String policy(String effect, String resource) {
    return """
    {"principalId":"alice","context":{"sub":"alice","exp":123,"admin":true},
     "policyDocument":{"Version":"2012-10-17","Statement":[
       {"Effect":"%s","Action":"execute-api:Invoke","Resource":["%s"],"Condition":{}}]}}
    """
        .formatted(effect, resource);
  }
}
