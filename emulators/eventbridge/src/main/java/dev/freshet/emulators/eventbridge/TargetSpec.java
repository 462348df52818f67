package dev.freshet.emulators.eventbridge;

import dev.freshet.emulators.lambda.functions.Arn;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a rule sends its events.
 *
 * @param arn of a function or a queue
 * @param maximumRetryAttempts 0 to 185
 * @param input a constant that is sent in the event's place
 * @param inputPath the part of the event that is sent, as {@code $.detail}
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Event bus
 *     targets</a>
 */
public record TargetSpec(
    String id,
    Arn arn,
    int maximumRetryAttempts,
    Duration maximumEventAge,
    Optional<Arn> deadLetterQueue,
    Optional<String> input,
    Optional<String> inputPath) {

  /** EventBridge's own limit of retries, where the template names none. */
  public static final int DEFAULT_RETRY_ATTEMPTS = 185;

  /** EventBridge's own limit of an event's age, where the template names none. */
  public static final Duration DEFAULT_EVENT_AGE = Duration.ofHours(24);

  /** A target with EventBridge's defaults. */
  public static TargetSpec of(String id, Arn arn) {
    return new TargetSpec(
        id,
        arn,
        DEFAULT_RETRY_ATTEMPTS,
        DEFAULT_EVENT_AGE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
