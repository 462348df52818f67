package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Arn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A function's {@code DynamoDB} event in the template.
 *
 * @param streamArn the stream's ARN as DynamoDB gives it
 * @param function the physical name of the function
 * @param batchingWindow how long records are gathered before an invocation
 * @param parallelizationFactor how many batches of one shard run at a time, 1 to 10
 * @param filters patterns of which a record must match one; none: every record passes
 * @param maximumRetryAttempts how often a failed batch is tried again; empty: without end
 * @param maximumRecordAge after which a record is discarded; empty: never
 * @param fromTheOldest whether to start at the oldest record ({@code TRIM_HORIZON}) rather than
 *     after the newest ({@code LATEST})
 * @param onFailure the queue that hears of discarded batches
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Parameters
 *     of DynamoDB event source mappings</a>
 */
public record StreamSourceSpec(
    String streamArn,
    String function,
    int batchSize,
    Duration batchingWindow,
    int parallelizationFactor,
    List<String> filters,
    boolean bisectBatchOnFunctionError,
    Optional<Integer> maximumRetryAttempts,
    Optional<Duration> maximumRecordAge,
    boolean reportBatchItemFailures,
    boolean fromTheOldest,
    Optional<Arn> onFailure) {

  public StreamSourceSpec {
    filters = List.copyOf(filters);
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException("BatchSize is 1 to 10,000");
    }
    if (parallelizationFactor < 1 || parallelizationFactor > 10) {
      throw new IllegalArgumentException("ParallelizationFactor is 1 to 10");
    }
  }
}
