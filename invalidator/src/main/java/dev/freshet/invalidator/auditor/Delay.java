package dev.freshet.invalidator.auditor;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long after a change it is audited. */
enum Delay {
  ONE_SECOND(1),
  FIVE_SECONDS(5),
  HALF_A_MINUTE(30);

  private final int seconds;

  Delay(int seconds) {
    this.seconds = seconds;
  }

  /** The audit that is due when a change has been in the queue for so long; late ones are left. */
  static Delay at(Duration age) {
    return Arrays.stream(values())
        .filter(delay -> delay.seconds <= age.toSeconds())
        .reduce(ONE_SECOND, (_, later) -> later);
  }

  int seconds() {
    return seconds;
  }

  /** How long it is until the audit after this one, in whole seconds; empty after the last. */
  Optional<Duration> untilNext(Duration age) {
    return Arrays.stream(values())
        .filter(delay -> delay.seconds > seconds)
        .findFirst()
        .map(next -> Duration.ofSeconds(Math.max(1, next.seconds - age.toSeconds())));
  }

  /** Whether every view of the owner is compared, not only those that the change should show in. */
  boolean comparesAll() {
    return this == HALF_A_MINUTE;
  }

  String checkedMetric() {
    return "AuditedAfter" + seconds + "s";
  }

  String staleMetric() {
    return "StaleAfter" + seconds + "s";
  }
}
