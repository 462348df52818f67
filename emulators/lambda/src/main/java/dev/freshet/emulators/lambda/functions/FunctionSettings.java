package dev.freshet.emulators.lambda.functions;

import java.time.Duration;

/**
 * What a laptop and a test want otherwise than Lambda has it.
 *
 * @param firstRetryAfter the wait before the first retry of an asynchronous event that met a
 *     function error; it doubles with each
 * @param throttledRetryAfter the wait before a throttled asynchronous event is tried again; it
 *     doubles up to 300 times itself
 * @param instancesPerFunction how many instances of one function may run at a time where it has no
 *     reserved concurrency; further invocations wait
 */
public record FunctionSettings(
    Duration firstRetryAfter, Duration throttledRetryAfter, int instancesPerFunction) {

  /** Lambda's own delays: one minute, then two; one second, doubling to five minutes. */
  public static final FunctionSettings AS_ON_LAMBDA =
      new FunctionSettings(Duration.ofMinutes(1), Duration.ofSeconds(1), 1000);

  /** A second instead of a minute, so that developers need not wait. */
  public static final FunctionSettings LOCAL =
      new FunctionSettings(Duration.ofSeconds(1), Duration.ofMillis(100), 64);
}
