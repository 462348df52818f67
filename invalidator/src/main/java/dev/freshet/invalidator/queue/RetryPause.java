package dev.freshet.invalidator.queue;

import java.time.Duration;
import java.util.List;

/**
 * How long a message waits before it is tried again: 1, 2, 5, 10, and from then on 30 seconds, give
 * or take a fifth, so that thousands of messages that failed together do not come back together.
 * How far each is off depends on its id and count alone.
 *
 * <p>The message is put off by its visibility timeout: "the 10 seconds begin to count from the time
 * that you make the ChangeMessageVisibility call". See <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>.
 * The new timeout holds for this receive only; it has whole seconds.
 */
public final class RetryPause {
  /** About so long a failure may last after its cause is mended; so often an outage is probed. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          LONGEST);

  /** In parts of a thousand. */
  private static final int SPREAD = 200;

  private RetryPause() {}

  /** Before the next try of a message that has just failed; whole seconds, at least one. */
  public static Duration after(Received message) {
    int last = Math.min(Math.max(message.receives(), 1), PAUSES.size()) - 1;
    int seed = (message.id() + message.receives()).hashCode();
    long parts = 1_000L - SPREAD + Math.floorMod(seed, 2 * SPREAD + 1);
    long seconds = Math.round(PAUSES.get(last).toSeconds() * parts / 1_000.0);
    return Duration.ofSeconds(Math.max(1, seconds));
  }
}
