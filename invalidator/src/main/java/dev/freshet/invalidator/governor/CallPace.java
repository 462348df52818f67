package dev.freshet.invalidator.governor;

import java.time.Duration;
import java.time.Instant;

/**
 * How often this instance calls CloudFront: CreateInvalidation refuses quick series of calls, at a
 * rate that is documented nowhere and was seen at about ten in a second. A token bucket, and a
 * growing pause after each refusal. Not thread-safe.
 */
final class CallPace {

  /** Two instances at once stay below what was seen. */
  static final int BURST = 5;

  static final Duration REFILL = Duration.ofMillis(400);
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private Instant fullAt = Instant.MIN;
  private Instant pausedUntil = Instant.MIN;
  private Duration pause = FIRST_PAUSE;

  /** Takes a token; false if there is none, and the call must wait. */
  boolean take(Instant now) {
    Instant from = fullAt.isBefore(now) ? now : fullAt;
    boolean tokenLeft = Duration.between(now, from).compareTo(REFILL.multipliedBy(BURST - 1)) <= 0;
    if (now.isBefore(pausedUntil) || !tokenLeft) {
      return false;
    }
    fullAt = from.plus(REFILL);
    return true;
  }

  /** CloudFront refused a call for want of room. */
  void refused(Instant now) {
    pausedUntil = now.plus(pause);
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  void accepted() {
    pause = FIRST_PAUSE;
  }
}
