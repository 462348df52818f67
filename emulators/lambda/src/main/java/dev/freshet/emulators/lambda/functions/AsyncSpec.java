package dev.freshet.emulators.lambda.functions;

import java.time.Duration;
import java.util.Optional;

/**
 * How Lambda treats events that a function is invoked with asynchronously ({@code
 * EventInvokeConfig} and {@code DeadLetterQueue} of the template).
 *
 * @param maximumRetryAttempts how often an event is tried again after a function error, 0 to 2
 * @param maximumEventAge how long an event is kept before it is discarded
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">Error
 *     handling of asynchronous invocations</a>
 */
public record AsyncSpec(
    int maximumRetryAttempts,
    Duration maximumEventAge,
    Optional<Arn> onSuccess,
    Optional<Arn> onFailure,
    Optional<Arn> deadLetterQueue) {

  /** What Lambda does where nothing is configured: two retries within six hours. */
  public static final AsyncSpec DEFAULT =
      new AsyncSpec(2, Duration.ofHours(6), Optional.empty(), Optional.empty(), Optional.empty());

  public AsyncSpec {
    if (maximumRetryAttempts < 0 || maximumRetryAttempts > 2) {
      throw new IllegalArgumentException("MaximumRetryAttempts is 0, 1 or 2");
    }
  }
}
