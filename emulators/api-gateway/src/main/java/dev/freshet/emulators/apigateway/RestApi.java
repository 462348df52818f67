package dev.freshet.emulators.apigateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Allowed;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Decision;
import dev.freshet.emulators.apigateway.TokenAuthorizers.Refused;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.functions.PayloadTooLargeException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers requests to one stage of the API as API Gateway does. Thread-safe. */
final class RestApi {
  private final ApiSpec api;
  private final GatewaySettings settings;
  private final Functions functions;
  private final Routes routes;
  private final TokenAuthorizers authorizers;
  private final ApiKeys keys;
  private final UserPoolAuthorizers userPools;
  private final ProxyEvent events;
  private final ProxyAnswer answers;
  private final GatewayResponses responses;

  RestApi(
      ApiSpec api,
      GatewaySettings settings,
      Functions functions,
      UserPoolTokens pools,
      InstantSource clock) {
    this.api = api;
    this.settings = settings;
    this.functions = functions;
    this.routes = new Routes(api.routes());
    this.authorizers = new TokenAuthorizers(functions, clock);
    this.keys = new ApiKeys(api.plans());
    this.userPools = new UserPoolAuthorizers(pools);
    this.events = new ProxyEvent(api, settings);
    this.answers = new ProxyAnswer(new BinaryTypes(api.binaryMediaTypes()));
    this.responses = new GatewayResponses(api, settings);
  }

  /**
   * Answers a request.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  ApiAnswer answer(GatewayRequest request) throws InterruptedException {
    try {
      Optional<Routes.Resource> resource = routes.resource(request.path());
      return resource.isEmpty()
          ? responses.of(unknown(request), request, "")
          : onResource(request, resource.get());
    } catch (IllegalArgumentException e) {
      return responses.of(ResponseType.BAD_REQUEST_PARAMETERS, request, "");
    }
  }

  /** The answer to a body above 10 MB. The body is not read. */
  ApiAnswer tooLarge(GatewayRequest request) {
    return responses.of(ResponseType.REQUEST_TOO_LARGE, request, "");
  }

  private ApiAnswer onResource(GatewayRequest request, Routes.Resource resource)
      throws InterruptedException {
    Optional<RouteSpec> route = routes.route(resource, request.method());
    if (route.isPresent()) {
      return authorized(request, resource, route.get());
    }
    if (request.method().equals("OPTIONS") && api.cors().isPresent()) {
      return preflight(request, resource, api.cors().get());
    }
    return responses.of(unknown(request), request, resource.path());
  }

  private static ResponseType unknown(GatewayRequest request) {
    return request.headers().has("Authorization")
        ? ResponseType.INCOMPLETE_SIGNATURE
        : ResponseType.MISSING_AUTHENTICATION_TOKEN;
  }

  private ApiAnswer preflight(GatewayRequest request, Routes.Resource resource, CorsSpec cors)
      throws InterruptedException {
    if (cors.authorizer().isPresent()
        && decide(cors.authorizer().get(), request) instanceof Refused(ResponseType refusal)) {
      return responses.of(refusal, request, resource.path());
    }
    ProxyHeaders headers = new ProxyHeaders().add("Content-Type", "application/json");
    headers.add("Access-Control-Allow-Origin", cors.allowOrigin());
    headers.add(
        "Access-Control-Allow-Methods",
        cors.allowMethods().orElseGet(() -> routes.methods(resource)));
    cors.allowHeaders().ifPresent(value -> headers.add("Access-Control-Allow-Headers", value));
    cors.maxAge().ifPresent(value -> headers.add("Access-Control-Max-Age", value));
    if (cors.allowCredentials()) {
      headers.add("Access-Control-Allow-Credentials", "true");
    }
    return new ApiAnswer(200, headers, ProxyBody.of("{}\n"));
  }

  private ApiAnswer authorized(GatewayRequest request, Routes.Resource resource, RouteSpec route)
      throws InterruptedException {
    if (route.authorizer().isEmpty()) {
      return keyed(request, resource, route, Json.object());
    }
    return switch (decide(route.authorizer().get(), request)) {
      case Refused(ResponseType refusal) -> responses.of(refusal, request, resource.path());
      case Allowed(ObjectNode context) -> keyed(request, resource, route, context);
    };
  }

  private ApiAnswer keyed(
      GatewayRequest request, Routes.Resource resource, RouteSpec route, ObjectNode context)
      throws InterruptedException {
    if (!route.keyRequired()) {
      return integrate(events.of(request, resource, context), request, resource, route);
    }
    return switch (keys.decide(request)) {
      case ApiKeys.Refused(ResponseType refusal) -> responses.of(refusal, request, resource.path());
      case ApiKeys.Known known ->
          integrate(events.of(request, resource, context, known), request, resource, route);
    };
  }

  private Decision decide(Authorizer authorizer, GatewayRequest request)
      throws InterruptedException {
    return switch (authorizer) {
      case AuthorizerSpec lambda -> authorizers.decide(lambda, request, methodArn(request));
      case UserPoolAuthorizerSpec userPool -> userPools.decide(userPool, request);
    };
  }

  private ApiAnswer integrate(
      String event, GatewayRequest request, Routes.Resource resource, RouteSpec route)
      throws InterruptedException {
    FutureTask<InvokeResult> invocation =
        new FutureTask<>(() -> functions.invoke(route.function(), event));
    Thread.ofPlatform().daemon().name("api integration").start(invocation);
    try {
      InvokeResult result =
          invocation.get(settings.integrationTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return answer(result, request, resource);
    } catch (TimeoutException e) {
      return responses.of(ResponseType.INTEGRATION_TIMEOUT, request, resource.path());
    } catch (ExecutionException e) {
      boolean large = e.getCause() instanceof PayloadTooLargeException;
      ResponseType type = large ? ResponseType.REQUEST_TOO_LARGE : ResponseType.INTERNAL;
      return responses.of(type, request, resource.path());
    }
  }

  private ApiAnswer answer(InvokeResult result, GatewayRequest request, Routes.Resource resource) {
    return switch (result) {
      case Success success ->
          answers
              .read(success.payload(), request)
              .orElseGet(() -> responses.of(ResponseType.BAD_GATEWAY, request, resource.path()));
      case FunctionError _ -> responses.of(ResponseType.BAD_GATEWAY, request, resource.path());
      case Throttled _ -> responses.of(ResponseType.INTERNAL, request, resource.path());
    };
  }

  private String methodArn(GatewayRequest request) {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s%s"
        .formatted(
            settings.region(),
            settings.account(),
            api.id(),
            api.stage(),
            request.method(),
            request.path());
  }
}
