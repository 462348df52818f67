package dev.freshet.gateway.product;

import dev.freshet.gateway.secret.KeptValue;
import dev.freshet.gateway.secret.ValueUnavailableException;
import dev.freshet.lambda.http.ApiRequest;
import dev.freshet.lambda.http.ProblemException;
import dev.freshet.lambda.http.ProblemType;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the API behind the proxy with its key, and keeps the key to itself. Reads are sent a second
 * time if the first try fails; changes are not. A breaker refuses calls while most of them fail.
 * Thread-safe; blocks for {@link #DEADLINE} at most.
 */
final class ProductApi {
  private static final Logger LOG = LoggerFactory.getLogger(ProductApi.class);

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  /** Of one try. The functions behind the API may start in it. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(6);

  /** Of everything, the key included: below the function's timeout of ten seconds. */
  static final Duration DEADLINE = Duration.ofSeconds(8);

  /** What is left of the deadline must be worth a try. */
  static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(200);

  /** How long the breaker refuses calls before it lets some through to see. */
  static final Duration BREAKER_PAUSE = Duration.ofSeconds(5);

  /** An instance has one call at a time: the last ten are enough to judge by. */
  private static final int BREAKER_WINDOW = 10;

  private static final int BREAKER_MINIMUM = 5;
  private static final String KEY_HEADER = "X-API-Key";

  private final URI api;
  private final KeptValue<String> key;
  private final InstantSource clock;
  private final CircuitBreaker breaker;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  ProductApi(URI api, KeptValue<String> key, InstantSource clock) {
    this.api = api;
    this.key = key;
    this.clock = clock;
    this.breaker =
        CircuitBreaker.of(
            "product-api",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(BREAKER_WINDOW)
                .minimumNumberOfCalls(BREAKER_MINIMUM)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(BREAKER_PAUSE)
                .clock(clock.withZone(ZoneOffset.UTC))
                .build());
  }

  /**
   * Sends the call.
   *
   * @throws ProblemException 503 if there is no answer, or the API does not accept any key that
   *     there is
   */
  ProductReply send(ProductCall call, ApiRequest request) {
    Instant deadline = request.receivedAt().plus(DEADLINE);
    String used = key();
    ProductReply reply = send(call, used, deadline, request);
    if (reply.status() != 403) {
      return reply;
    }
    request.measurements().count("ApiKeyRefused");
    String newer = key.insteadOf(used);
    ProductReply again = newer.equals(used) ? reply : send(call, newer, deadline, request);
    if (again.status() == 403) {
      LOG.atError().log("the product API does not accept the key");
      throw unavailable();
    }
    return again;
  }

  private String key() {
    try {
      return key.get();
    } catch (ValueUnavailableException unavailable) {
      LOG.atError().setCause(unavailable).log("the key of the product API cannot be read");
      throw unavailable();
    }
  }

  private ProductReply send(ProductCall call, String apiKey, Instant deadline, ApiRequest request) {
    Optional<ProductReply> first = attempt(call, apiKey, deadline, request);
    if (!call.repeatable() || first.filter(reply -> !failed(reply)).isPresent()) {
      return first.orElseThrow(ProductApi::unavailable);
    }
    request.measurements().count("ProductApiRetried");
    return attempt(call, apiKey, deadline, request)
        .or(() -> first)
        .orElseThrow(ProductApi::unavailable);
  }

  /** Empty if there is no answer, or the time is up, or the breaker refuses. */
  private Optional<ProductReply> attempt(
      ProductCall call, String apiKey, Instant deadline, ApiRequest request) {
    Instant begun = clock.instant();
    Duration left = Duration.between(begun, deadline);
    if (left.compareTo(SHORTEST_ATTEMPT) < 0) {
      return Optional.empty();
    }
    if (!breaker.tryAcquirePermission()) {
      request.measurements().count("ProductApiBreakerOpen");
      return Optional.empty();
    }
    try {
      HttpResponse<String> response = http.send(http(call, apiKey, left), BodyHandlers.ofString());
      return Optional.of(reply(response, begun));
    } catch (IOException failure) {
      breaker.onError(nanos(begun), TimeUnit.NANOSECONDS, failure);
      LOG.atWarn().setCause(failure).log("no answer of the product API");
      return Optional.empty();
    } catch (InterruptedException stopped) {
      breaker.releasePermission();
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private ProductReply reply(HttpResponse<String> response, Instant begun) {
    ProductReply reply =
        new ProductReply(
            response.statusCode(),
            response.headers(),
            response.body(),
            Duration.between(begun, clock.instant()));
    if (failed(reply)) {
      breaker.onError(
          reply.took().toNanos(),
          TimeUnit.NANOSECONDS,
          new IOException("status " + reply.status()));
    } else {
      breaker.onSuccess(reply.took().toNanos(), TimeUnit.NANOSECONDS);
    }
    return reply;
  }

  private HttpRequest http(ProductCall call, String apiKey, Duration left) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + call.path()))
            .timeout(left.compareTo(ATTEMPT_TIMEOUT) < 0 ? left : ATTEMPT_TIMEOUT)
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    call.headers().forEach(request::header);
    return request.header(KEY_HEADER, apiKey).build();
  }

  /** Not the API's own word that the table is busy, which a client may wait for. */
  private static boolean failed(ProductReply reply) {
    return reply.status() >= 500
        && !(reply.status() == 503 && reply.headers().firstValue("Retry-After").isPresent());
  }

  private long nanos(Instant begun) {
    return Duration.between(begun, clock.instant()).toNanos();
  }

  private static ProblemException unavailable() {
    return new ProblemException(
        ProblemType.UNAVAILABLE,
        "Products are temporarily unavailable. The change may or may not have been made.");
  }
}
