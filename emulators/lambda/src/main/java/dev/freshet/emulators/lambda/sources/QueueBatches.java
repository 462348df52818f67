package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.InvokeResult;
import dev.freshet.emulators.lambda.functions.InvokeResult.FunctionError;
import dev.freshet.emulators.lambda.functions.InvokeResult.Success;
import dev.freshet.emulators.lambda.functions.InvokeResult.Throttled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Brings one batch of messages to the function and deletes those that it processed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Error
 *     handling of SQS event sources</a>
 */
final class QueueBatches {
  private static final Logger LOG = LoggerFactory.getLogger(QueueBatches.class);

  /** {@code DeleteMessageBatch} takes ten entries. */
  private static final int MOST_AT_ONCE = 10;

  private final QueueSourceSpec spec;
  private final SqsClient sqs;
  private final String url;
  private final Functions functions;
  private final QueueFilter filter;
  private final SourceSettings settings;
  private final Stop stop;
  private final Duration visibilityTimeout;

  /** What a batch says of the concurrency that Lambda should have. */
  enum Outcome {
    PROCESSED,
    BACK_OFF
  }

  QueueBatches(
      QueueSourceSpec spec,
      SqsClient sqs,
      String url,
      Functions functions,
      SourceSettings settings,
      Stop stop) {
    this.spec = spec;
    this.sqs = sqs;
    this.url = url;
    this.functions = functions;
    this.filter = new QueueFilter(spec.filters());
    this.settings = settings;
    this.stop = stop;
    this.visibilityTimeout = visibilityTimeout(sqs, url);
  }

  private static Duration visibilityTimeout(SqsClient sqs, String url) {
    QueueAttributeName name = QueueAttributeName.VISIBILITY_TIMEOUT;
    String seconds =
        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
            .attributes()
            .get(name);
    return Duration.ofSeconds(Long.parseLong(Objects.requireNonNull(seconds)));
  }

  /**
   * Processes a batch. Messages that the filter drops are deleted unseen, as Lambda does.
   *
   * @throws InterruptedException if the caller is interrupted
   */
  Outcome process(List<Message> messages) throws InterruptedException {
    List<Message> passed = new ArrayList<>();
    List<Message> finished = new ArrayList<>();
    for (Message message : messages) {
      boolean passes = filter.passes(QueueMessages.record(message, spec.queue()));
      (passes ? passed : finished).add(message);
    }
    Outcome outcome = Outcome.PROCESSED;
    if (!passed.isEmpty()) {
      InvokeResult result = invoke(QueueMessages.event(passed, spec.queue()));
      finished.addAll(processed(passed, result));
      outcome = outcome(result);
    }
    delete(finished);
    return outcome;
  }

  /** Tries a throttled invocation again for as long as the messages are invisible. */
  private InvokeResult invoke(String event) throws InterruptedException {
    long end = System.nanoTime() + visibilityTimeout.toNanos();
    Duration wait = settings.firstRetryAfter();
    InvokeResult result = functions.invoke(spec.function(), event);
    while (result instanceof Throttled
        && System.nanoTime() + wait.toNanos() < end
        && !stop.pause(wait)) {
      result = functions.invoke(spec.function(), event);
      Duration twice = wait.multipliedBy(2);
      wait = twice.compareTo(settings.longestRetryAfter()) < 0 ? twice : wait;
    }
    return result;
  }

  /**
   * With {@code ReportBatchItemFailures}, Lambda does not scale down polling when invocations fail.
   */
  private Outcome outcome(InvokeResult result) {
    return switch (result) {
      case Throttled _ -> Outcome.BACK_OFF;
      case FunctionError _ -> spec.reportBatchItemFailures() ? Outcome.PROCESSED : Outcome.BACK_OFF;
      case Success _ -> Outcome.PROCESSED;
    };
  }

  private List<Message> processed(List<Message> batch, InvokeResult result) {
    return switch (result) {
      case Throttled _ -> List.of();
      case FunctionError _ -> List.of();
      case Success success when spec.reportBatchItemFailures() ->
          withoutFailed(batch, success.payload());
      case Success _ -> batch;
    };
  }

  private static List<Message> withoutFailed(List<Message> batch, String answer) {
    Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
    return switch (BatchReport.read(answer, ids)) {
      case BatchReport.Success _ -> batch;
      case BatchReport.Failure _ -> List.of();
      case BatchReport.Partial(Set<String> failed) ->
          batch.stream().filter(message -> !failed.contains(message.messageId())).toList();
    };
  }

  private void delete(List<Message> messages) {
    for (int from = 0; from < messages.size(); from += MOST_AT_ONCE) {
      List<Message> some = messages.subList(from, Math.min(messages.size(), from + MOST_AT_ONCE));
      try {
        sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries(some)));
      } catch (SdkException e) {
        LOG.atWarn()
            .addKeyValue("queue", spec.queue())
            .setCause(e)
            .log("processed messages could not be deleted and will come again");
      }
    }
  }

  private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(entries.size()))
              .receiptHandle(message.receiptHandle())
              .build());
    }
    return entries;
  }
}
