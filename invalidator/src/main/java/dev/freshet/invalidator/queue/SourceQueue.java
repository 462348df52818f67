package dev.freshet.invalidator.queue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;

/**
 * The queue that invokes the function. Thread-safe; calls block as long as the client does, and do
 * not throw: if a delay or a move to the dead-letter queue fails, the message returns when its
 * visibility timeout ends.
 */
public final class SourceQueue {
  /** The most entries that a batch request may have. */
  public static final int ENTRIES_PER_CALL = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SourceQueue.class);

  private final SqsClient client;
  private final String url;
  private final String deadLetterUrl;

  /**
   * @param deadLetterUrl of the queue to which the source's redrive policy moves messages as well
   */
  public SourceQueue(SqsClient client, String url, String deadLetterUrl) {
    this.client = client;
    this.url = url;
    this.deadLetterUrl = deadLetterUrl;
  }

  /** The messages of a batch; all are still to be processed. */
  public Batch open(SQSEvent event, Measurements measured) {
    List<Received> messages = event.getRecords().stream().map(Received::of).toList();
    return new Batch(this, messages, measured);
  }

  /** Moves what can never be read out of the way; false if that failed. */
  boolean setAside(Received message) {
    try {
      client.sendMessage(request -> request.queueUrl(deadLetterUrl).messageBody(message.body()));
      return true;
    } catch (SdkException refused) {
      LOG.atError()
          .addKeyValue("messageId", message.id())
          .setCause(refused)
          .log("message could not be moved to the dead-letter queue");
      return false;
    }
  }

  /** Has each message come back after its pause, in whole seconds. */
  void putOff(Map<Received, Duration> pauses, Measurements measured) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    pauses.forEach((message, pause) ->
        entries.add(
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(Math.toIntExact(pause.toSeconds()))
                .build()));
    for (int from = 0; from < entries.size(); from += ENTRIES_PER_CALL) {
      int to = Math.min(entries.size(), from + ENTRIES_PER_CALL);
      putOff(entries.subList(from, to), measured);
    }
  }

  private void putOff(
      List<ChangeMessageVisibilityBatchRequestEntry> entries, Measurements measured) {
    try {
      ChangeMessageVisibilityBatchResponse response =
          client.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
      if (response.hasFailed()) {
        measured.count("MessagesNotPutOff", response.failed().size());
      }
    } catch (SdkException refused) {
      measured.count("MessagesNotPutOff", entries.size());
      LOG.atWarn().setCause(refused).log("visibility timeouts could not be set");
    }
  }
}
