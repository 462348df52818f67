package dev.freshet.viewcache.redis;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps reads from waiting for a Redis that does not answer: after a few failures they fail at
 * once, and every {@link #OPEN_FOR} one of them tries again. Thread-safe.
 */
final class Breaker {

  /** How long a recovered Redis may go unnoticed. */
  static final Duration OPEN_FOR = Duration.ofSeconds(1);

  /** Two of the first three failing are enough: each costs its request a timeout. */
  private static final int FEWEST_CALLS = 3;

  private static final int LAST_CALLS = 10;
  private static final float FAILURE_PERCENTAGE = 50;

  private final RedisFailureListener failures;
  private final Duration openFor;
  private final CircuitBreaker breaker;

  Breaker(RedisFailureListener failures, Duration openFor) {
    this.failures = failures;
    this.openFor = openFor;
    this.breaker = CircuitBreaker.of("redis", config(openFor));
  }

  private static CircuitBreakerConfig config(Duration openFor) {
    return CircuitBreakerConfig.custom()
        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .slidingWindowSize(LAST_CALLS)
        .minimumNumberOfCalls(FEWEST_CALLS)
        .failureRateThreshold(FAILURE_PERCENTAGE)
        .waitDurationInOpenState(openFor)
        .permittedNumberOfCallsInHalfOpenState(1)
        .writableStackTraceEnabled(false)
        .build();
  }

  /** The call's result, or what {@code away} makes of the time after which to try again. */
  <T> T call(Script script, Supplier<T> call, Function<Duration, T> away) {
    try {
      return breaker.executeSupplier(call);
    } catch (CallNotPermittedException _) {
      return away.apply(openFor);
    } catch (RedisException e) {
      failures.failed(script.name(), e);
      return away.apply(openFor);
    }
  }
}
