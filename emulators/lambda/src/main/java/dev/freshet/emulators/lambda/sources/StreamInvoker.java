package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Invokes a function with batches of one shard until each record is processed or discarded: retries
 * in order, splits, checkpoints at the first failure, gives up what is too old or failed too often.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Error
 *     handling of DynamoDB event source mappings</a>
 */
final class StreamInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(StreamInvoker.class);

  private final StreamSourceSpec spec;
  private final String shardId;
  private final Functions functions;
  private final QueueSender queues;
  private final SourceSettings settings;
  private final InstantSource clock;
  private final Stop stop;

  StreamInvoker(
      StreamSourceSpec spec,
      String shardId,
      Functions functions,
      QueueSender queues,
      SourceSettings settings,
      InstantSource clock,
      Stop stop) {
    this.spec = spec;
    this.shardId = shardId;
    this.functions = functions;
    this.queues = queues;
    this.settings = settings;
    this.clock = clock;
    this.stop = stop;
  }

  /**
   * Brings these records to the function; returns when the next ones may follow.
   *
   * @throws InterruptedException if the source is closed meanwhile
   */
  void process(List<StreamItem> items) throws InterruptedException {
    Deque<StreamBatch> todo = new ArrayDeque<>();
    todo.push(new StreamBatch(items, 0, 0));
    int pauses = 0;
    while (!todo.isEmpty() && !stop.isRequested()) {
      StreamBatch young = withoutTheOld(todo.pop());
      if (young.items().isEmpty()) {
        continue;
      }
      InvokeResult result = functions.invoke(spec.function(), young.event());
      boolean progress = judge(young, result, todo);
      pauses = progress ? 0 : pauses + 1;
      if (!progress) {
        stop.pause(backoff(pauses));
      }
    }
  }

  /** Puts what is left to do back; answers whether there is progress, or it is to be paused. */
  private boolean judge(StreamBatch batch, InvokeResult result, Deque<StreamBatch> todo) {
    return switch (result) {
      case Throttled _ -> {
        todo.push(batch);
        yield false;
      }
      case FunctionError _ -> failed(batch.invoked(), result, todo);
      case Success success when spec.reportBatchItemFailures() ->
          reported(batch.invoked(), BatchReport.read(success.payload(), batch.ids()), result, todo);
      case Success _ -> true;
    };
  }

  private boolean reported(
      StreamBatch batch, BatchReport report, InvokeResult result, Deque<StreamBatch> todo) {
    return switch (report) {
      case BatchReport.Success _ -> true;
      case BatchReport.Failure _ -> failed(batch, result, todo);
      case BatchReport.Partial partial -> {
        int checkpoint = batch.firstOf(partial.failed());
        yield checkpoint == 0
            ? failed(batch, result, todo)
            : remaining(batch.part(checkpoint, batch.items().size()), result, todo);
      }
    };
  }

  /** Records after a checkpoint: a split, which is no retry, or else one of the retries. */
  private boolean remaining(StreamBatch rest, InvokeResult result, Deque<StreamBatch> todo) {
    if (spec.bisectBatchOnFunctionError()) {
      todo.push(rest);
      return true;
    }
    return retryOrDiscard(rest, result, todo);
  }

  private boolean failed(StreamBatch batch, InvokeResult result, Deque<StreamBatch> todo) {
    int size = batch.items().size();
    if (spec.bisectBatchOnFunctionError() && size > 1) {
      todo.push(batch.part(size / 2, size));
      todo.push(batch.part(0, size / 2));
      return true;
    }
    return retryOrDiscard(batch, result, todo);
  }

  private boolean retryOrDiscard(StreamBatch batch, InvokeResult result, Deque<StreamBatch> todo) {
    boolean exhausted =
        spec.maximumRetryAttempts().filter(most -> batch.retries() >= most).isPresent();
    if (exhausted) {
      discard(batch, DiscardedBatch.RETRIES_EXHAUSTED, result);
      return true;
    }
    todo.push(batch.retried());
    return false;
  }

  private StreamBatch withoutTheOld(StreamBatch batch) {
    if (spec.maximumRecordAge().isEmpty()) {
      return batch;
    }
    Instant oldest = clock.instant().minus(spec.maximumRecordAge().get());
    List<StreamItem> old = new ArrayList<>();
    List<StreamItem> young = new ArrayList<>();
    batch.items().forEach(item -> (item.created().isBefore(oldest) ? old : young).add(item));
    if (!old.isEmpty()) {
      StreamBatch expired = new StreamBatch(old, batch.retries(), batch.invocations());
      discard(expired, DiscardedBatch.AGE_EXCEEDED, null);
    }
    return new StreamBatch(young, batch.retries(), batch.invocations());
  }

  private void discard(StreamBatch batch, String condition, @Nullable InvokeResult last) {
    DiscardedBatch discarded =
        new DiscardedBatch(
            batch,
            shardId,
            spec.streamArn(),
            functions.spec(spec.function()).arn(),
            condition,
            clock.instant(),
            last);
    LOG.atWarn()
        .addKeyValue("function", spec.function())
        .addKeyValue("condition", condition)
        .addKeyValue("records", batch.items().size())
        .log("stream records are discarded");
    try {
      spec.onFailure().ifPresent(to -> queues.send(to, discarded.toJson().toString(), Map.of()));
    } catch (SdkException e) {
      LOG.atError().setCause(e).log("a discarded batch did not reach its destination");
    }
  }

  private Duration backoff(int pauses) {
    Duration doubled = settings.firstRetryAfter().multipliedBy(1L << Math.min(pauses - 1, 20));
    Duration longest = settings.longestRetryAfter();
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
