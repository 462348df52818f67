package dev.freshet.emulators.apigateway;

import dev.freshet.emulators.apigateway.UsagePlanSpec.Quota;
import dev.freshet.emulators.apigateway.UsagePlanSpec.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts the requests of one key under one plan. Thread-safe. */
final class UsageMeter {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final UsagePlanSpec plan;
  private final Instant firstPeriod;
  private Instant refilledAt;
  private double tokens;
  private Instant period;
  private long used;

  /** A meter that has counted nothing so far. */
  UsageMeter(UsagePlanSpec plan, Instant now) {
    this.plan = plan;
    this.refilledAt = now;
    this.tokens = plan.throttle().map(Throttle::burst).orElse(0);
    this.firstPeriod = plan.quota().map(quota -> quota.period().begin(now)).orElse(now);
    this.period = firstPeriod;
  }

  /** Counts one request; what is refused counts for nothing. */
  synchronized Optional<ResponseType> refusal(Instant now) {
    if (plan.quota().filter(quota -> isUsedUp(quota, now)).isPresent()) {
      return Optional.of(ResponseType.QUOTA_EXCEEDED);
    }
    if (plan.throttle().filter(throttle -> isEmpty(throttle, now)).isPresent()) {
      return Optional.of(ResponseType.THROTTLED);
    }
    tokens -= 1;
    used += 1;
    return Optional.empty();
  }

  private boolean isUsedUp(Quota quota, Instant now) {
    Instant current = quota.period().begin(now);
    if (current.isAfter(period)) {
      period = current;
      used = 0;
    }
    long offset = period.equals(firstPeriod) ? quota.offset() : 0;
    return used >= quota.limit() - offset;
  }

  private boolean isEmpty(Throttle throttle, Instant now) {
    double seconds = Duration.between(refilledAt, now).toMillis() / MILLIS_PER_SECOND;
    tokens = Math.min(throttle.burst(), tokens + seconds * throttle.rate());
    refilledAt = now;
    return tokens < 1;
  }
}
