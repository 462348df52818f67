package dev.freshet.local.sources;

import java.time.Duration;

/**
 * How quickly sources look and try again.
 *
 * @param pollInterval the pause after a poll of a stream that found nothing
 * @param longPoll how long a queue may keep a poll waiting for messages, 20 s at most
 * @param shardInterval how often a stream is asked for new shards
 * @param firstRetryAfter the wait before a failed batch is tried again; it doubles with each, up to
 *     {@code longestRetryAfter}
 */
public record SourceSettings(
    Duration pollInterval,
    Duration longPoll,
    Duration shardInterval,
    Duration firstRetryAfter,
    Duration longestRetryAfter) {

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
