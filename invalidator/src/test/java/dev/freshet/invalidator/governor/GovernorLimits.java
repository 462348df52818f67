package dev.freshet.invalidator.governor;

import java.time.Duration;

/** What the governor holds to, for tests of who carries its decisions out. */
public final class GovernorLimits {
  public static final Duration COUNTED_FOR = InProgress.COUNTED_FOR;
  public static final int BURST = CallPace.BURST;
  public static final Duration REFILL = CallPace.REFILL;
  public static final Duration FIRST_PAUSE = CallPace.FIRST_PAUSE;
  public static final Duration LONGEST_PAUSE = CallPace.LONGEST_PAUSE;
  public static final Duration LIMIT_IN_FORCE_AFTER = PurgeBudget.LIMIT_IN_FORCE_AFTER;

  private GovernorLimits() {}
}
