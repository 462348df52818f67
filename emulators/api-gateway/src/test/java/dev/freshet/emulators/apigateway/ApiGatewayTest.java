package dev.freshet.emulators.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiGatewayTest {
  private final ScriptedFunction function =
      Requests.answering("{\"statusCode\":200,\"headers\":{\"ETag\":\"x\"},\"body\":\"hello\"}");
  private final Functions functions = TestFunctions.of(new FakeQueues().sender(), function);
  private final ApiGateway gateway =
      new ApiGateway(
          List.of(
              Requests.api(
                  Requests.route("GET", "/things/{id}"), Requests.route("POST", "/things")),
              new ApiSpec(
                  "second",
                  "test",
                  List.of(Requests.route("GET", "/others")),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Map.of())),
          GatewaySettings.of("us-east-1", "000000000000"),
          functions,
          0,
          Clock.systemUTC());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() {
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    client.close();
    functions.close();
  }

  @Test
  void eachApiIsReachedByItsId() throws Exception {
    assertThat(send(request("/second/test/others").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/abc/prod/things/a").GET()).statusCode()).isEqualTo(200);
    assertThat(send(request("/abc/prod/others").GET()).statusCode()).isEqualTo(403);
    assertThat(send(request("/second/prod/others").GET()).statusCode()).isEqualTo(403);
    assertThat(send(request("/test/others").GET()).statusCode()).isEqualTo(403);
  }

  @Test
  void aRequestToTheStageReachesItsFunctionAsItWasSent() throws Exception {
    HttpResponse<String> answer =
        send(request("/prod/things/a%20b?x=%C3%A4&x=2").header("X-Mixed-Case", "V").GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().firstValue("ETag")).contains("x");
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(answer.headers().firstValue("x-amz-apigw-id")).isPresent();
    JsonNode event = Json.parse(function.events().getFirst()).orElseThrow();
    assertThat(event.path("path").asText()).isEqualTo("/things/a%20b");
    assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a b");
    assertThat(event.path("multiValueQueryStringParameters").path("x").toString())
        .isEqualTo("[\"ä\",\"2\"]");
    assertThat(event.path("headers").path("X-Mixed-Case").asText()).isEqualTo("V");
    assertThat(event.path("headers").path("X-Forwarded-For").asText()).isEqualTo("127.0.0.1");
    assertThat(event.path("requestContext").path("requestId").asText())
        .isEqualTo(answer.headers().firstValue("x-amzn-RequestId").orElse(""));
  }

  @Test
  void aBodyArrivesWhole() throws Exception {
    String body = "{\"text\":\"ä".concat("x".repeat(100_000)).concat("\"}");

    send(request("/prod/things").POST(BodyPublishers.ofString(body)));

    JsonNode event = Json.parse(function.events().getFirst()).orElseThrow();
    assertThat(event.path("body").asText()).isEqualTo(body);
  }

  @Test
  void anotherStageIsForbidden() throws Exception {
    assertThat(send(request("/test/things/1").GET()).statusCode()).isEqualTo(403);
    assertThat(send(request("/production/things/1").GET()).statusCode()).isEqualTo(403);
  }

  @Test
  void aBodyAboveTenMegabytesIsTooLong() throws Exception {
    byte[] body = new byte[10 * 1024 * 1024 + 1];

    HttpResponse<String> answer =
        send(request("/prod/things").POST(BodyPublishers.ofByteArray(body)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(function.events()).isEmpty();
  }

  @Test
  void aBodyBetweenLambdasLimitAndTheGatewaysIsTooLongToo() throws Exception {
    byte[] body = new byte[7 * 1024 * 1024];

    assertThat(send(request("/prod/things").POST(BodyPublishers.ofByteArray(body))).statusCode())
        .isEqualTo(413);
  }

  @Test
  void aMethodMayBeOverridden() throws Exception {
    send(
        request("/prod/things/1")
            .header("X-HTTP-Method-Override", "GET")
            .POST(BodyPublishers.ofString("{}")));

    assertThat(Json.parse(function.events().getFirst()).orElseThrow().path("httpMethod").asText())
        .isEqualTo("GET");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
