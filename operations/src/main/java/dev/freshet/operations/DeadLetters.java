package dev.freshet.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The dead-letter queues, by the names that operators use. */
public enum DeadLetters {
  /** Stream records that ChangePublisher cannot parse or publish. */
  STREAM("StreamDlqUrl", "stream records that cannot be published"),
  /** Changes that cannot be parsed, or whose eviction failed for hours. */
  CHANGE("ChangeDlqUrl", "changes that were not evicted from Redis"),
  /** Evictions whose purge was not sent. */
  PURGE("PurgeDlqUrl", "evictions whose purge was not sent"),
  /** Deleted accounts whose remaining items were not deleted. */
  DELETION("DeletionDlqUrl", "deleted accounts that still have data");

  private final String output;
  private final String holds;

  DeadLetters(String output, String holds) {
    this.output = output;
    this.holds = holds;
  }

  /** The stack output with the URL of the queue. */
  String output() {
    return output;
  }

  public String holds() {
    return holds;
  }

  /** The name in command lines. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The queue of this name.
   *
   * @throws OperationFailedException if no queue has this name
   */
  public static DeadLetters parse(String word) throws OperationFailedException {
    return Arrays.stream(values())
        .filter(queue -> queue.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new OperationFailedException(
                "unknown queue '"
                    + word
                    + "': "
                    + Arrays.stream(values())
                        .map(DeadLetters::word)
                        .collect(Collectors.joining(", "))));
  }
}
