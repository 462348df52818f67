package dev.freshet.emulators.lambda.sources;

import java.time.Duration;

/**
 * How quickly sources look and try again.
 *
 * @param pollInterval the pause after a poll of a stream that found nothing
 * @param longPoll how long a queue may keep a poll waiting for messages, 20 s at most
 * @param shardInterval how often a stream is asked for new shards
 * @param firstRetryAfter the wait before a failed batch is tried again; it doubles with each, up to
 *     {@code longestRetryAfter}
 * @param quietWait how long a batch with a window waits for more messages on a quiet queue, where
 *     that is longer than the window
 */
public record SourceSettings(
    Duration pollInterval,
    Duration longPoll,
    Duration shardInterval,
    Duration firstRetryAfter,
    Duration longestRetryAfter,
    Duration quietWait) {

  /** The worst that AWS documents for a queue with very low traffic. */
  public static final Duration LONGEST_QUIET_WAIT = Duration.ofSeconds(20);

  /** Settings with the longest wait on a quiet queue. */
  public SourceSettings(
      Duration pollInterval,
      Duration longPoll,
      Duration shardInterval,
      Duration firstRetryAfter,
      Duration longestRetryAfter) {
    this(
        pollInterval,
        longPoll,
        shardInterval,
        firstRetryAfter,
        longestRetryAfter,
        LONGEST_QUIET_WAIT);
  }

  /** Four polls a second, as Lambda makes. */
  public static final SourceSettings AS_ON_LAMBDA =
      new SourceSettings(
          Duration.ofMillis(250),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(60));

  /**
   * Polls that cost nothing but a local call. Long polls are short, as ElasticMQ does not stop
   * before the last of them has ended.
   */
  public static final SourceSettings LOCAL =
      new SourceSettings(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(5));
}
