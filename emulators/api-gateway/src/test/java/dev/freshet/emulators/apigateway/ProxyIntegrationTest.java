package dev.freshet.emulators.apigateway;

import static dev.freshet.emulators.apigateway.Requests.answering;
import static dev.freshet.emulators.apigateway.Requests.route;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyIntegrationTest {
  private ScriptedFunction function = answering("{\"statusCode\":200}");

  @Nested
  class TheEvent {
    @Test
    void hasHeadersOnceAndInFull() throws Exception {
      JsonNode event = event("GET", "/things", "X-A", "1", "x-a", "2", "Accept", "text/plain");

      assertThat(event.path("headers").path("X-A").asText()).isEqualTo("2");
      assertThat(event.path("multiValueHeaders").path("X-A").toString()).isEqualTo("[\"1\",\"2\"]");
      assertThat(event.path("headers").path("Accept").asText()).isEqualTo("text/plain");
    }

    @Test
    void hasNoHeadersOfTheConnection() throws Exception {
      JsonNode event =
          event("GET", "/things", "Connection", "close", "TE", "trailers", "Expect", "x");

      assertThat(event.path("headers").has("Connection")).isFalse();
      assertThat(event.path("headers").has("TE")).isFalse();
      assertThat(event.path("headers").has("Expect")).isFalse();
    }

    @Test
    void hasDecodedQueryParametersOnceAndInFull() throws Exception {
      JsonNode event = event("GET", "/things?a=1&a=b%20c&d=%C3%A4+x;e");

      assertThat(event.path("queryStringParameters").toString())
          .isEqualTo("{\"a\":\"b c\",\"d\":\"ä x\",\"e\":\"\"}");
      assertThat(event.path("multiValueQueryStringParameters").path("a").toString())
          .isEqualTo("[\"1\",\"b c\"]");
    }

    @Test
    void hasNullWhereThereIsNothing() throws Exception {
      JsonNode event = event("GET", "/things");

      for (String name :
          List.of(
              "queryStringParameters",
              "multiValueQueryStringParameters",
              "pathParameters",
              "stageVariables",
              "body")) {
        assertThat(event.has(name)).as(name).isTrue();
        assertThat(event.path(name).isNull()).as(name).isTrue();
      }
      assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
    }

    @Test
    void hasDecodedPathParametersAndTheRawPath() throws Exception {
      JsonNode event = event("POST", "/things/a%2Fb%20c/read");

      assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a/b c");
      assertThat(event.path("path").asText()).isEqualTo("/things/a%2Fb%20c/read");
      assertThat(event.path("resource").asText()).isEqualTo("/things/{id}/read");
    }

    @Test
    void saysWhereTheRequestCameThrough() throws Exception {
      JsonNode context = event("GET", "/things", "User-Agent", "curl").path("requestContext");

      assertThat(context.path("accountId").asText()).isEqualTo("000000000000");
      assertThat(context.path("apiId").asText()).isEqualTo("abc");
      assertThat(context.path("domainName").asText())
          .isEqualTo("abc.execute-api.us-east-1.amazonaws.com");
      assertThat(context.path("domainPrefix").asText()).isEqualTo("abc");
      assertThat(context.path("httpMethod").asText()).isEqualTo("GET");
      assertThat(context.path("identity").path("sourceIp").asText()).isEqualTo("10.0.0.1");
      assertThat(context.path("identity").path("userAgent").asText()).isEqualTo("curl");
      assertThat(context.path("identity").path("user").isNull()).isTrue();
      assertThat(context.path("path").asText()).isEqualTo("/prod/things");
      assertThat(context.path("protocol").asText()).isEqualTo("HTTP/1.1");
      assertThat(context.path("requestId").asText()).isEqualTo("request-1");
      assertThat(context.path("requestTime").asText()).isEqualTo("21/Nov/2026:12:00:00 +0000");
      assertThat(context.path("requestTimeEpoch").asLong()).isEqualTo(Requests.NOW.toEpochMilli());
      assertThat(context.path("resourcePath").asText()).isEqualTo("/things");
      assertThat(context.path("stage").asText()).isEqualTo("prod");
    }

    @Test
    void hasATextBodyAsItIsAndABinaryOneInBase64() throws Exception {
      JsonNode text =
          event(Requests.of("POST", "/things", ProxyBody.of("{\"ä\":1}"), "Content-Type", "a/b"));
      JsonNode image =
          event(
              Requests.of(
                  "POST",
                  "/things",
                  ProxyBody.of(new byte[] {1, -1}),
                  "Content-Type",
                  "image/png"));

      assertThat(text.path("body").asText()).isEqualTo("{\"ä\":1}");
      assertThat(text.path("isBase64Encoded").asBoolean()).isFalse();
      assertThat(image.path("body").asText()).isEqualTo("Af8=");
      assertThat(image.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void isWhatTheEventLibraryReads() throws Exception {
      event("GET", "/things?a=1", "X-A", "1");

      APIGatewayProxyRequestEvent event =
          LambdaEventSerializers.serializerFor(
                  APIGatewayProxyRequestEvent.class, getClass().getClassLoader())
              .fromJson(function.events().getFirst());

      assertThat(event.getHttpMethod()).isEqualTo("GET");
      assertThat(event.getQueryStringParameters()).containsEntry("a", "1");
      assertThat(event.getRequestContext().getRequestId()).isEqualTo("request-1");
      assertThat(event.getRequestContext().getIdentity().getSourceIp()).isEqualTo("10.0.0.1");
    }
  }

  @Nested
  class TheAnswer {
    @Test
    void hasTheStatusHeadersAndBodyOfTheFunction() throws Exception {
      ApiAnswer answer =
          answer(
              """
              {"statusCode":201,"headers":{"ETag":"\\"v1\\"","Content-Type":"text/plain"},
               "multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":"done"}
              """);

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.body().text()).isEqualTo("done");
      assertThat(fields(answer))
          .containsExactlyInAnyOrder(
              "ETag: \"v1\"", "Content-Type: text/plain", "Set-Cookie: a=1", "Set-Cookie: b=2");
    }

    @Test
    void isJsonUnlessTheFunctionSaysOtherwise() throws Exception {
      assertThat(fields(answer("{\"statusCode\":204}")))
          .containsExactly("Content-Type: application/json");
    }

    @Test
    void hasAHeaderOnceThatIsGivenTwice() throws Exception {
      ApiAnswer answer =
          answer(
              """
              {"statusCode":200,"headers":{"X-A":"1","X-B":"3"},
               "multiValueHeaders":{"X-A":["1","2"]}}
              """);

      assertThat(fields(answer)).contains("X-A: 1", "X-A: 2", "X-B: 3").hasSize(4);
    }

    @Test
    void hasSomeHeadersRenamedAndSomeNotAtAll() throws Exception {
      ApiAnswer answer =
          answer(
              """
              {"statusCode":401,"headers":{"WWW-Authenticate":"Bearer","Server":"me","Date":"now",
               "Authorization":"x","Via":"me","Transfer-Encoding":"chunked"}}
              """);

      assertThat(fields(answer))
          .containsExactlyInAnyOrder(
              "x-amzn-Remapped-WWW-Authenticate: Bearer",
              "x-amzn-Remapped-Server: me",
              "x-amzn-Remapped-Date: now",
              "x-amzn-Remapped-Authorization: x",
              "Content-Type: application/json");
    }

    @Test
    void isDecodedWhereTheClientAcceptsABinaryTypeFirst() throws Exception {
      String image = "{\"statusCode\":200,\"body\":\"Af8=\",\"isBase64Encoded\":true}";
      function = answering(image);

      assertThat(call(Requests.of("GET", "/things", "Accept", "image/png,*/*")).body().bytes())
          .containsExactly(1, -1);
      assertThat(call(Requests.of("GET", "/things", "Accept", "*/*")).body().text())
          .isEqualTo("Af8=");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "\"text\"",
          "{}",
          "{\"body\":\"x\"}",
          "{\"statusCode\":\"200\"}",
          "{\"statusCode\":200,\"body\":{\"a\":1}}",
          "{\"statusCode\":200,\"headers\":[]}",
          "{\"statusCode\":99}"
        })
    void ofAnyOtherFormIsABadGateway(String malformed) throws Exception {
      ApiAnswer answer = answer(malformed);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body().text()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void ofAFunctionThatFailsIsABadGateway() throws Exception {
      function =
          new ScriptedFunction(
              "f",
              (_, _) -> {
                throw new IllegalStateException("secret");
              });

      ApiAnswer answer = call(Requests.of("GET", "/things"));

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body().text()).doesNotContain("secret");
    }

    @Test
    void ofAFunctionThatIsTooSlowIsATimeout() throws Exception {
      CountDownLatch gate = new CountDownLatch(1);
      function =
          new ScriptedFunction(
              "f",
              (_, _) -> {
                gate.await();
                return "{\"statusCode\":200}";
              });

      ApiAnswer answer = call(Requests.of("GET", "/things"));
      gate.countDown();

      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.body().text()).isEqualTo("{\"message\":\"Endpoint request timed out\"}");
    }
  }

  private JsonNode event(String method, String path, String... headers) throws Exception {
    return event(Requests.of(method, path, headers));
  }

  private JsonNode event(GatewayRequest request) throws Exception {
    call(request);
    return Json.parse(function.events().getLast()).orElseThrow();
  }

  private ApiAnswer answer(String payload) throws Exception {
    function = answering(payload);
    return call(Requests.of("GET", "/things"));
  }

  private ApiAnswer call(GatewayRequest request) throws Exception {
    ApiSpec api =
        Requests.api(
            route("GET", "/things"), route("POST", "/things"), route("POST", "/things/{id}/read"));
    return Requests.serving(api, TestFunctions.of(new FakeQueues().sender(), function))
        .answer(request);
  }

  private static List<String> fields(ApiAnswer answer) {
    List<String> fields = new ArrayList<>();
    answer
        .headers()
        .forEach((name, values) -> values.forEach(value -> fields.add(name + ": " + value)));
    return fields;
  }
}
