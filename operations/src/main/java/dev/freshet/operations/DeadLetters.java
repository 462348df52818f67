package dev.freshet.operations;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The queues that hold what could not be done, as an operator names them. */
public enum DeadLetters {
  /** Records that ChangePublisher can never publish, as it is. */
  STREAM("StreamDlqUrl", "stream records that cannot be published"),
  /** Events that cannot be read, or could not be applied to Redis for hours. */
  CHANGE("ChangeDlqUrl", "changes that were not applied to Redis"),
  /** Evictions whose purges were not sent. */
  PURGE("PurgeDlqUrl", "evictions whose purge was not sent"),
  /** Deletions of accounts that were not carried out. */
  DELETION("DeletionDlqUrl", "deleted accounts whose data is still there");

  private final String output;
  private final String holds;

  DeadLetters(String output, String holds) {
    this.output = output;
    this.holds = holds;
  }

  /** The template's output that says where the queue is. */
  String output() {
    return output;
  }

  public String holds() {
    return holds;
  }

  /** As it is given in a command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The queue of this name.
   *
   * @throws OperationFailedException if there is none
   */
  public static DeadLetters parse(String word) throws OperationFailedException {
    return Arrays.stream(values())
        .filter(queue -> queue.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new OperationFailedException(
                "there is no queue '"
                    + word
                    + "': "
                    + Arrays.stream(values())
                        .map(DeadLetters::word)
                        .collect(Collectors.joining(", "))));
  }
}
