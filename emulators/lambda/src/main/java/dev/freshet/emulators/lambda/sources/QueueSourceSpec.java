package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Arn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A function's {@code SQS} event in the template.
 *
 * @param function the physical name of the function
 * @param batchingWindow how long messages are gathered before an invocation
 * @param filters a message must match one of these patterns; empty: every message passes
 * @param maximumConcurrency how many batches run at a time; empty: as many as Lambda would
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Parameters
 *     of SQS event source mappings</a>
 */
public record QueueSourceSpec(
    Arn queue,
    String function,
    int batchSize,
    Duration batchingWindow,
    List<String> filters,
    boolean reportBatchItemFailures,
    Optional<Integer> maximumConcurrency) {

  private static final Duration LONGEST_WINDOW = Duration.ofMinutes(5);

  public QueueSourceSpec {
    filters = List.copyOf(filters);
    maximumConcurrency.ifPresent(QueueSourceSpec::checkConcurrency);
    if (batchingWindow.isNegative() || batchingWindow.compareTo(LONGEST_WINDOW) > 0) {
      throw new IllegalArgumentException("MaximumBatchingWindowInSeconds is 0 to 300");
    }
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException("BatchSize is 1 to 10,000");
    }
    if (batchSize > 10 && batchingWindow.isZero()) {
      throw new IllegalArgumentException("a BatchSize above 10 needs a batching window");
    }
  }

  private static void checkConcurrency(int batches) {
    if (batches < 2 || batches > 1_000) {
      throw new IllegalArgumentException("MaximumConcurrency is 2 to 1,000, was " + batches);
    }
  }
}
