package dev.freshet.emulators.apigateway;

import static dev.freshet.emulators.apigateway.Requests.NOW;
import static dev.freshet.emulators.apigateway.Requests.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.apigateway.UsagePlanSpec.Period;
import dev.freshet.emulators.apigateway.UsagePlanSpec.Quota;
import dev.freshet.emulators.apigateway.UsagePlanSpec.Throttle;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final String KEY = "abcdefghij0123456789";
  private static final String OTHER_KEY = "0123456789abcdefghij";
  private static final RouteSpec KEYED =
      new RouteSpec("/things", "GET", "f", Optional.empty(), true);
  private static final RouteSpec OPEN = new RouteSpec("/open", "GET", "f", Optional.empty(), false);

  private Instant now = NOW;

  @Test
  void aRequestWithoutAKeyOfThePlanIsForbidden() throws Exception {
    RestApi api = api(plan(Optional.empty(), Optional.empty()));

    for (ApiAnswer refused : List.of(get(api, ""), get(api, KEY + "x"), get(api, "abc"))) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.headers().last("x-amzn-ErrorType")).contains("ForbiddenException");
      assertThat(refused.body().text()).isEqualTo("{\"message\":\"Forbidden\"}");
    }
    assertThat(get(api, KEY).status()).isEqualTo(200);
  }

  @Test
  void aMethodThatRequiresNoKeyTakesAnyRequest() throws Exception {
    RestApi api = api(plan(Optional.empty(), Optional.empty()));

    assertThat(api.answer(Requests.of("GET", "/open")).status()).isEqualTo(200);
  }

  @Test
  void theFunctionIsToldTheKey() throws Exception {
    ScriptedFunction function =
        new ScriptedFunction(
            "f",
            (event, _) ->
                Json.object()
                    .put("statusCode", 200)
                    .put(
                        "body",
                        Json.parseOrText(event).at("/requestContext/identity/apiKeyId").asText())
                    .toString());
    try (var functions = TestFunctions.of(new FakeQueues().sender(), function)) {
      RestApi api =
          Requests.serving(spec(plan(Optional.empty(), Optional.empty())), functions, () -> now);

      assertThat(get(api, KEY).body().text()).isEqualTo("key-1");
    }
  }

  @Test
  void aKeyIsThrottledByItsOwnBucketWhichRefills() throws Exception {
    RestApi api = api(plan(Optional.of(new Throttle(2, 3)), Optional.empty()));

    assertThat(statuses(api, KEY, 4)).containsExactly(200, 200, 200, 429);
    assertThat(get(api, KEY).headers().last("x-amzn-ErrorType"))
        .contains("TooManyRequestsException");
    assertThat(get(api, OTHER_KEY).status()).isEqualTo(200);
    now = now.plusMillis(500);
    assertThat(statuses(api, KEY, 2)).containsExactly(200, 429);
    now = now.plusSeconds(60);
    assertThat(statuses(api, KEY, 4)).as("no more than the burst").endsWith(200, 429);
  }

  @Test
  void aQuotaIsOfADayAndTheOffsetOfTheFirst() throws Exception {
    RestApi api = api(plan(Optional.empty(), Optional.of(new Quota(3, Period.DAY, 1))));

    assertThat(statuses(api, KEY, 3)).containsExactly(200, 200, 429);
    ApiAnswer refused = get(api, KEY);
    assertThat(refused.headers().last("x-amzn-ErrorType")).contains("LimitExceededException");
    assertThat(refused.body().text()).isEqualTo("{\"message\":\"Limit Exceeded\"}");
    now = now.plus(Duration.ofDays(1));
    assertThat(statuses(api, KEY, 4)).containsExactly(200, 200, 200, 429);
  }

  @Test
  void periodsBeginWithTheCalendar() {
    assertThat(Period.DAY.begin(NOW)).isEqualTo("2026-11-21T00:00:00Z");
    assertThat(Period.WEEK.begin(NOW)).isEqualTo("2026-11-16T00:00:00Z");
    assertThat(Period.MONTH.begin(NOW)).isEqualTo("2026-11-01T00:00:00Z");
  }

  private static UsagePlanSpec plan(Optional<Throttle> throttle, Optional<Quota> quota) {
    return new UsagePlanSpec(Map.of(KEY, "key-1", OTHER_KEY, "key-2"), throttle, quota);
  }

  private static ApiSpec spec(UsagePlanSpec plan) {
    return new ApiSpec(
        "abc", "prod", List.of(KEYED, OPEN), Optional.empty(), List.of(), List.of(plan), Map.of());
  }

  private RestApi api(UsagePlanSpec plan) {
    return Requests.serving(
        spec(plan),
        TestFunctions.of(new FakeQueues().sender(), answering("{\"statusCode\":200}")),
        () -> now);
  }

  private List<Integer> statuses(RestApi api, String key, int count) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      statuses.add(get(api, key).status());
    }
    return statuses;
  }

  private ApiAnswer get(RestApi api, String key) throws Exception {
    return api.answer(at(Requests.of("GET", "/things", "x-api-key", key)));
  }

  private GatewayRequest at(GatewayRequest request) {
    return new GatewayRequest(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        request.body(),
        request.sourceIp(),
        request.requestId(),
        request.extendedRequestId(),
        now);
  }
}
