package dev.freshet.gateway.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.freshet.gateway.secret.KeptValue;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.http.ApiFunction;
import dev.freshet.lambda.http.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class ProductProxyTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final String TEA =
      "{\"productId\":\"tea\",\"productName\":\"Tea\",\"description\":\"\",\"priceCents\":450}";
  private static final String PROBLEM =
      "{\"type\":\"/problems/x\",\"title\":\"x\",\"status\":0,\"message\":\"from behind\"}";
  private static final Map<String, String> KEPT =
      Map.of(
          "Content-Type", "application/json",
          "ETag", "\"v7\"",
          "Cache-Control", "s-maxage=4, stale-if-error=0",
          "Cache-Tag", "p-tea,p-tea.product",
          "X-View-Source", "cache",
          "X-Loaded-At", "1",
          "X-API-Key", "reflected",
          "x-amzn-RequestId", "internal");

  private final ScriptedApi api = new ScriptedApi();
  private final AtomicReference<String> secret = new AtomicReference<>("first-key");
  private final AtomicInteger secretReads = new AtomicInteger();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final ApiFunction proxy = proxy(Duration.ofSeconds(2));

  @AfterEach
  void stop() {
    api.close();
  }

  @Nested
  class Callers {
    @ParameterizedTest
    @CsvSource({
      "GET, /products",
      "HEAD, /products",
      "POST, /products",
      "PUT, /products/{id}",
      "DELETE, /products/{id}"
    })
    void withoutTheRoleAreRefusedAndNothingIsSentOn(String method, String route) {
      APIGatewayProxyResponseEvent answer = answer(event(method, route, "staff"));

      assertThat(answer.getStatusCode()).isEqualTo(403);
      assertThat(answer.getBody()).contains("/problems/forbidden");
      assertThat(answer.getHeaders()).containsEntry("Cache-Control", "no-store");
      assertThat(api.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void withoutTheRoleReadAProductByItsId(String method) {
      api.answers(200, KEPT, TEA);

      APIGatewayProxyResponseEvent answer = answer(event(method, "/products/{id}", ""));

      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).isEqualTo(TEA);
      ScriptedApi.Received sent = api.received.getFirst();
      assertThat(sent.method()).isEqualTo("GET");
      assertThat(sent.uri()).isEqualTo("/prod/products/tea");
      assertThat(sent.header("X-Caller-Id")).isEqualTo("alice");
      assertThat(sent.header("X-Caller-Token-Expiry")).isEqualTo("" + (NOW.getEpochSecond() + 60));
      assertThat(sent.header("Authorization")).isEmpty();
    }

    @Test
    void withAnExpiredTokenAreRefused() {
      now.set(NOW.plusSeconds(60));

      assertThat(answer(event("GET", "/products/{id}", "admin")).getStatusCode()).isEqualTo(401);
      assertThat(api.received).isEmpty();
    }

    @Test
    void whoAreAdministratorsDoEverything() {
      api.answers(200, Map.of("Content-Type", "application/json"), "{}");
      APIGatewayProxyRequestEvent list =
          event("GET", "/products", "admin")
              .withQueryStringParameters(Map.of("limit", "5", "cursor", "a b", "x", "y"));
      APIGatewayProxyRequestEvent change =
          body(event("PUT", "/products/{id}", "admin"), TEA.replace("\"productId\":\"tea\",", ""));
      change.getHeaders().put("If-Match", "\"v7\"");

      List.of(
              list,
              body(event("POST", "/products", "admin"), TEA),
              change,
              event("DELETE", "/products/{id}", "admin"))
          .forEach(event -> assertThat(answer(event).getStatusCode()).isEqualTo(200));

      assertThat(api.received)
          .extracting(sent -> sent.method() + " " + sent.uri())
          .containsExactly(
              "GET /prod/products?limit=5&cursor=a+b",
              "POST /prod/products",
              "PUT /prod/products/tea",
              "DELETE /prod/products/tea");
      assertThat(api.received.get(1).body()).isEqualTo(TEA);
      assertThat(api.received.get(2).header("If-Match")).isEqualTo("\"v7\"");
    }
  }

  @Nested
  class Bodies {
    @ParameterizedTest
    @CsvSource({
      "productId, '\"tea\"', '\"a b\"'",
      "productName, '\"Tea\"', '\"\"'",
      "description, '\"\"', 7",
      "priceCents, 450, -1",
      "colour, 450, '450,\"colour\":1'"
    })
    void areCheckedBeforeTheyAreSentOn(String field, String good, String bad) {
      String body = TEA.replace(":" + good, ":" + bad);

      APIGatewayProxyResponseEvent answer = answer(body(event("POST", "/products", "admin"), body));

      assertThat(answer.getStatusCode()).as(body).isEqualTo(400);
      assertThat(answer.getBody()).contains("\"field\":\"" + field + "\"");
      assertThat(api.received).isEmpty();
    }
  }

  @Nested
  class Edge {
    @Test
    void isToldWhatTheFunctionBehindSaysAndWhatTheAnswerWasMadeFor() {
      api.answers(200, KEPT, TEA);
      APIGatewayProxyRequestEvent event = event("GET", "/products/{id}", "");
      event.getHeaders().put("X-Amz-Cf-Id", "edge-1");
      event.getHeaders().put("If-None-Match", "\"v6\"");
      event.withQueryStringParameters(Map.of("fresh", "17"));

      Map<String, String> headers = answer(event).getHeaders();

      assertThat(headers)
          .containsEntry("Cache-Control", "s-maxage=4, stale-if-error=0")
          .containsEntry("Cache-Tag", "p-tea,p-tea.product")
          .containsEntry("ETag", "\"v7\"")
          .containsEntry("X-View-Source", "cache")
          .containsEntry("X-Made-For", "edge-1")
          .containsEntry("X-Correlation-Id", "request-1")
          .doesNotContainKeys("X-API-Key", "x-amzn-RequestId");
      assertThat(api.received.getFirst().uri()).isEqualTo("/prod/products/tea?fresh=17");
      assertThat(api.received.getFirst().header("If-None-Match")).isEqualTo("\"v6\"");
      assertThat(api.received.getFirst().header("X-Correlation-Id")).isEqualTo("request-1");
    }

    @Test
    void isGivenA304() {
      api.answers(304, KEPT, "");

      APIGatewayProxyResponseEvent answer = answer(event("GET", "/products/{id}", ""));

      assertThat(answer.getStatusCode()).isEqualTo(304);
      assertThat(answer.getHeaders()).containsKey("Cache-Tag");
    }

    @Test
    void keepsNothingThatTookMoreThanHalfOfThePurgeWindow() {
      api.answers(304, KEPT, "");
      api.answers(200, KEPT, TEA);

      APIGatewayProxyResponseEvent answer =
          Requests.answer(proxy(Duration.ZERO), event("GET", "/products/{id}", ""));

      assertThat(answer.getStatusCode()).as("no 304, which would prolong a copy").isEqualTo(200);
      assertThat(answer.getHeaders())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKeys("Cache-Tag", "X-Made-For");
    }

    @Test
    void keepsNoList() {
      api.answers(200, KEPT, "{\"products\":[]}");

      assertThat(answer(event("GET", "/products", "admin")).getHeaders())
          .containsEntry("Cache-Control", "no-store")
          .doesNotContainKey("Cache-Tag");
    }
  }

  @Nested
  class TheKey {
    @Test
    void isReadOnceAndShownToNobody() {
      api.answers(200, KEPT, TEA);

      APIGatewayProxyResponseEvent first = answer(event("GET", "/products/{id}", ""));
      answer(event("GET", "/products/{id}", ""));

      assertThat(secretReads).hasValue(1);
      assertThat(api.received).allMatch(sent -> sent.header("X-API-Key").equals("first-key"));
      assertThat(first.toString()).doesNotContain("first-key");
    }

    @Test
    void isReadAgainWhenItIsRefused() {
      api.answers(200, KEPT, TEA);
      answer(event("GET", "/products/{id}", ""));
      api.key = "second-key";
      secret.set("second-key");
      now.set(NOW.plusSeconds(10));

      APIGatewayProxyRequestEvent change = body(event("POST", "/products", "admin"), TEA);
      assertThat(answer(change).getStatusCode()).isEqualTo(200);
      assertThat(secretReads).hasValue(2);
    }

    @Test
    void thatStaysRefusedIsOurFaultAndNotReadWithEveryRequest() {
      api.key = "another";
      APIGatewayProxyRequestEvent read = event("GET", "/products/{id}", "");

      APIGatewayProxyResponseEvent answer = answer(read);
      answer(read);

      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getBody()).contains("/problems/unavailable").doesNotContain("key");
      assertThat(secretReads).hasValue(1);
    }

    @Test
    void staysInUseWhileSecretsManagerIsUnavailable() {
      api.answers(200, KEPT, TEA);
      answer(event("GET", "/products/{id}", ""));
      secret.set("");
      now.set(NOW.plusSeconds(30));

      assertThat(answer(event("GET", "/products/{id}", "")).getStatusCode()).isEqualTo(200);
    }

    @Test
    void thatWasNeverReadMakesProductsUnavailable() {
      secret.set("");

      APIGatewayProxyResponseEvent answer = answer(event("GET", "/products/{id}", ""));

      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getHeaders()).containsEntry("Retry-After", "1");
      assertThat(api.received).isEmpty();
    }
  }

  @Nested
  class Failures {
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502, 504})
    void ofAReadAreTriedOnceMore(int status) {
      api.answers(status, Map.of(), "");
      api.answers(200, KEPT, TEA);

      assertThat(answer(event("GET", "/products/{id}", "")).getStatusCode()).isEqualTo(200);
      assertThat(api.received).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502, 504})
    void ofAChangeAreNot(int status) {
      api.answers(status, Map.of(), "");

      APIGatewayProxyResponseEvent answer = answer(body(event("POST", "/products", "admin"), TEA));

      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getBody()).contains("/problems/unavailable");
      assertThat(api.received).hasSize(1);
    }

    @Test
    void thatAreProblemsAreHandedOn() {
      for (int status : List.of(404, 409, 412, 428, 429)) {
        try (ScriptedApi behind = new ScriptedApi()) {
          behind.answers(
              status,
              Map.of("Content-Type", "application/problem+json", "Retry-After", "3600"),
              PROBLEM);
          ApiFunction here = proxy(behind, Duration.ofSeconds(2));

          var answer = Requests.answer(here, body(event("POST", "/products", "admin"), TEA));

          assertThat(answer.getStatusCode()).isEqualTo(status);
          assertThat(answer.getBody()).isEqualTo(PROBLEM);
          assertThat(answer.getHeaders())
              .containsEntry("Retry-After", "3600")
              .containsEntry("Cache-Control", "no-store");
          assertThat(behind.received).hasSize(1);
        }
      }
    }

    @Test
    void ofApiGatewayItselfAreMadeProblems() {
      api.answers(429, Map.of("Content-Type", "application/json"), "{\"message\":\"Limit\"}");

      APIGatewayProxyResponseEvent answer = answer(event("GET", "/products/{id}", ""));

      assertThat(answer.getStatusCode()).isEqualTo(429);
      assertThat(answer.getBody()).contains("/problems/too-many-requests");
      assertThat(answer.getHeaders()).containsEntry("Retry-After", "1");
    }

    @Test
    void inARowOpenTheBreakerAndItClosesAgain() {
      api.answers(500, Map.of(), "");
      APIGatewayProxyRequestEvent change = body(event("POST", "/products", "admin"), TEA);
      for (int i = 0; i < 5; i++) {
        answer(change);
      }
      assertThat(api.received).hasSize(5);

      assertThat(answer(change).getStatusCode()).isEqualTo(503);
      assertThat(api.received).as("refused by the breaker").hasSize(5);

      api.answers(200, KEPT, TEA);
      api.answers(200, KEPT, TEA);
      now.set(NOW.plus(ProductApi.BREAKER_PAUSE).plusMillis(1));
      assertThat(answer(change).getStatusCode()).as("one is let through, and fails").isEqualTo(503);
      now.set(NOW.plus(ProductApi.BREAKER_PAUSE.multipliedBy(2)).plusMillis(2));
      assertThat(answer(change).getStatusCode()).isEqualTo(200);
      assertThat(answer(change).getStatusCode()).isEqualTo(200);
    }
  }

  private ApiFunction proxy(Duration purgeWindow) {
    return proxy(api, purgeWindow);
  }

  private ApiFunction proxy(ScriptedApi behind, Duration purgeWindow) {
    InstantSource clock = now::get;
    KeptValue<String> key = new KeptValue<>("key", this::readSecret, Duration.ofHours(1), clock);
    // An answer takes no time by this clock: a window below zero is always exceeded.
    Duration window = purgeWindow.isZero() ? Duration.ofSeconds(-2) : purgeWindow;
    return new Function(
        new ProductRoutes(new ProductApi(behind.uri(), key, clock), "admin", window), clock);
  }

  private String readSecret() {
    secretReads.incrementAndGet();
    if (secret.get().isEmpty()) {
      throw SdkClientException.create("unavailable");
    }
    return secret.get();
  }

  private APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) {
    return Requests.answer(proxy, event);
  }

  private static final class Function extends ApiFunction {
    Function(Endpoint endpoint, InstantSource clock) {
      super(
          new Settings(Map.of("ALLOWED_ORIGIN", "*", "METRICS_NAMESPACE", "Freshet")),
          clock,
          endpoint);
    }
  }

  private static APIGatewayProxyRequestEvent event(String method, String route, String roles) {
    ProxyRequestContext context = new ProxyRequestContext();
    context.setRequestId("request-1");
    context.setAuthorizer(
        Map.of("sub", "alice", "exp", "" + (NOW.getEpochSecond() + 60), "roles", roles));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod(method)
        .withResource(route)
        .withPath(route)
        .withHeaders(new HashMap<>(Map.of("Authorization", "Bearer secret")))
        .withPathParameters(route.contains("{") ? Map.of("id", "tea") : null)
        .withRequestContext(context);
  }

  private static APIGatewayProxyRequestEvent body(APIGatewayProxyRequestEvent event, String json) {
    event.getHeaders().put("Content-Type", "application/json");
    return event.withBody(json);
  }
}
