package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import dev.freshet.emulators.lambda.functions.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Asks Lambda authorizers of the TOKEN type, and remembers their results by token. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html">Use
 *     API Gateway Lambda authorizers</a>
 */
final class TokenAuthorizers {
  private final Functions functions;
  private final Cache<Key, Grant> results;

  private record Key(AuthorizerSpec authorizer, String token) {}

  private record Grant(Policy policy, Map<String, String> context) {}

  TokenAuthorizers(Functions functions, InstantSource clock) {
    this.functions = functions;
    this.results =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .maximumSize(100_000)
            .expireAfter(Expiry.<Key, Grant>creating((key, _) -> key.authorizer().timeToLive()))
            .build();
  }

  /** What an authorizer says of a request. */
  sealed interface Decision {}

  /** It may pass; the context goes into the event. */
  record Allowed(ObjectNode context) implements Decision {}

  /** It may not, and this is the answer. */
  record Refused(ResponseType answer) implements Decision {}

  /**
   * Decides on a request to the method of this ARN.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  Decision decide(AuthorizerSpec authorizer, GatewayRequest request, String methodArn)
      throws InterruptedException {
    Optional<String> token =
        request.headers().last(authorizer.header()).filter(value -> !value.isEmpty());
    if (token.isEmpty() || !passesValidation(authorizer, token.get())) {
      return new Refused(ResponseType.UNAUTHORIZED);
    }
    Key key = new Key(authorizer, token.get());
    Grant known = results.getIfPresent(key);
    return known == null ? ask(key, methodArn) : evaluate(known, methodArn);
  }

  private Decision ask(Key key, String methodArn) throws InterruptedException {
    String event =
        Json.object()
            .put("type", "TOKEN")
            .put("authorizationToken", key.token())
            .put("methodArn", methodArn)
            .toString();
    InvokeResult result = functions.invoke(key.authorizer().function(), event);
    return switch (result) {
      case Throttled _ -> new Refused(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
      case FunctionError error -> refusal(error);
      case Success success -> judge(key, success, methodArn);
    };
  }

  private Decision judge(Key key, Success success, String methodArn) {
    Grant grant;
    try {
      grant = grant(Json.parseOrText(success.payload()));
    } catch (IllegalArgumentException e) {
      return new Refused(ResponseType.AUTHORIZER_CONFIGURATION_ERROR);
    }
    Duration timeToLive = key.authorizer().timeToLive();
    if (!timeToLive.isZero()) {
      results.put(key, grant);
    }
    return evaluate(grant, methodArn);
  }

  private static Decision evaluate(Grant grant, String methodArn) {
    return grant.policy().allows(methodArn)
        ? new Allowed(json(grant.context()))
        : new Refused(ResponseType.ACCESS_DENIED);
  }

  private static ObjectNode json(Map<String, String> context) {
    ObjectNode json = Json.object();
    context.forEach(json::put);
    return json;
  }

  /** Only an error whose message is exactly this says that the caller is to blame. */
  private static Decision refusal(FunctionError error) {
    String message = Json.parseOrText(error.payload()).path("errorMessage").asText();
    return new Refused(
        message.equals("Unauthorized")
            ? ResponseType.UNAUTHORIZED
            : ResponseType.AUTHORIZER_FAILURE);
  }

  private static Grant grant(JsonNode answer) {
    JsonNode principal = answer.path("principalId");
    if (!principal.isTextual()) {
      throw new IllegalArgumentException("no principalId");
    }
    Map<String, String> context = new LinkedHashMap<>();
    answer
        .path("context")
        .properties()
        .forEach(entry -> {
          if (!entry.getValue().isValueNode()) {
            throw new IllegalArgumentException("a context value is not a scalar");
          }
          context.put(entry.getKey(), entry.getValue().asText());
        });
    context.put("principalId", principal.asText());
    return new Grant(Policy.read(answer.path("policyDocument")), Map.copyOf(context));
  }

  private static boolean passesValidation(AuthorizerSpec authorizer, String token) {
    return authorizer.validation().map(regex -> Pattern.matches(regex, token)).orElse(true);
  }
}
