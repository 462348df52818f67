package dev.freshet.emulators.cloudfront.edge;

import dev.freshet.emulators.cloudfront.distribution.CachePolicy;
import dev.freshet.emulators.cloudfront.distribution.Distribution;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * How long the edge keeps an answer. An empty result means that the answer is not stored; zero
 * means that it is stored and the origin is asked again each time.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html">Manage
 *     how long content stays in the cache</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html">How
 *     CloudFront processes HTTP 4xx and 5xx status codes</a>
 */
final class Lifetime {
  /** Cached as errors regardless of the origin's headers, except the statuses below. */
  private static final Set<Integer> ERRORS_CACHED = Set.of(404, 410, 414, 500, 501, 502, 503, 504);

  /** Of those, the ones for which {@code no-store}, {@code no-cache} and {@code private} count. */
  private static final Set<Integer> ERRORS_THAT_MAY_FORBID = Set.of(404, 410, 414, 501);

  /** Kept as errors only where the origin gives them a lifetime. */
  private static final Set<Integer> ERRORS_WITH_MAX_AGE = Set.of(400, 403, 405, 412, 415);

  private Lifetime() {}

  static Optional<Duration> of(
      EdgeResponse answer, CachePolicy policy, Distribution distribution, Instant now) {
    if (policy.cachingDisabled() && !answer.isError()) {
      return Optional.empty();
    }
    return answer.isError()
        ? ofError(answer, policy, distribution, now)
        : ofObject(answer, policy, now);
  }

  private static Optional<Duration> ofObject(EdgeResponse answer, CachePolicy policy, Instant now) {
    if (isPartOrConfirmation(answer.status())) {
      return Optional.empty();
    }
    boolean untouchable =
        CacheControl.of(answer.headers()).forbidsCaching() || variesByAnything(answer);
    if (untouchable) {
      return policy.minTtl().isZero() ? Optional.empty() : Optional.of(policy.minTtl());
    }
    return Optional.of(
        stated(answer.headers(), now)
            .map(age -> within(age, policy.minTtl(), policy.maxTtl()))
            .orElse(longer(policy.minTtl(), policy.defaultTtl())));
  }

  private static Optional<Duration> ofError(
      EdgeResponse answer, CachePolicy policy, Distribution distribution, Instant now) {
    int status = answer.status();
    Optional<Duration> stated = stated(answer.headers(), now);
    boolean kept =
        ERRORS_CACHED.contains(status)
            ? !(ERRORS_THAT_MAY_FORBID.contains(status)
                && CacheControl.of(answer.headers()).forbidsCaching())
            : ERRORS_WITH_MAX_AGE.contains(status) && stated.isPresent();
    Duration atLeast = distribution.errorCachingMinTtl(status);
    Duration lifetime =
        stated.map(age -> longer(atLeast, shorter(age, policy.maxTtl()))).orElse(atLeast);
    return kept && lifetime.isPositive() ? Optional.of(lifetime) : Optional.empty();
  }

  /** A part of an object, or word that the viewer's copy is good, is no object. */
  private static boolean isPartOrConfirmation(int status) {
    return status == 206 || status == 304 || status < 200;
  }

  private static boolean variesByAnything(EdgeResponse answer) {
    return answer.headers().members("Vary").contains("*");
  }

  /** The lifetime that the origin states, less the age that the answer already had. */
  private static Optional<Duration> stated(EdgeHeaders headers, Instant now) {
    return CacheControl.of(headers)
        .sharedMaxAge()
        .map(age -> atLeastZero(age.minus(age(headers))))
        .or(() -> headers.first("Expires").map(date -> until(date, now)));
  }

  /** The {@code Age} that the origin sent: RFC 9111, section 5.1. */
  static Duration age(EdgeHeaders headers) {
    return headers
        .first("Age")
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  /** A date that cannot be read lies in the past: RFC 9111, section 5.3. */
  private static Duration until(String date, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return atLeastZero(Duration.between(now, then));
    } catch (DateTimeException unreadable) {
      return Duration.ZERO;
    }
  }

  private static Duration within(Duration age, Duration min, Duration max) {
    return longer(min, shorter(age, max));
  }

  private static Duration atLeastZero(Duration age) {
    return longer(age, Duration.ZERO);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
