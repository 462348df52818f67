package dev.freshet.invalidator.queue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The queue that invokes the function. Thread-safe; calls block as long as the client does, and do
 * not throw: if a delay or a move to the dead-letter queue fails, the message returns when its
 * visibility timeout ends.
 */
public final class SourceQueue<T> {
  /** The most entries that a batch request may have. */
  public static final int ENTRIES_PER_CALL = 10;

  private static final Logger LOG = LoggerFactory.getLogger(SourceQueue.class);

  private final SqsClient client;
  private final VisibilityTimeouts timeouts;
  private final String url;
  private final String deadLetterUrl;
  private final MessageForm<T> form;

  /**
   * @param deadLetterUrl of the queue to which the source's redrive policy moves messages as well
   */
  public SourceQueue(SqsClient client, String url, String deadLetterUrl, MessageForm<T> form) {
    this.client = client;
    this.url = url;
    this.form = form;
    this.timeouts = new VisibilityTimeouts(client, url);
    this.deadLetterUrl = deadLetterUrl;
  }

  /** The messages of a batch; all are still to be processed. */
  public Batch<T> open(SQSEvent event, Measurements measured) {
    List<Received> messages = event.getRecords().stream().map(Received::of).toList();
    return new Batch<>(this, messages, measured);
  }

  MessageForm<T> form() {
    return form;
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

  /**
   * Sends each event in a message of its own, to be received after its pause.
   *
   * @param letters of one message
   * @return whether the queue has all of them
   */
  boolean sendAlone(Map<Letter<T>, Duration> letters) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    letters.forEach((letter, pause) ->
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .messageBody(form.write(letter.event()))
                .delaySeconds(Math.toIntExact(pause.toSeconds()))
                .build()));
    try {
      return client
          .sendMessageBatch(request -> request.queueUrl(url).entries(entries))
          .failed()
          .isEmpty();
    } catch (SdkException refused) {
      LOG.atWarn().setCause(refused).log("events could not be sent on alone");
      return false;
    }
  }

  /** Has each message come back after its pause, in whole seconds. */
  void putOff(Map<Received, Duration> pauses, Measurements measured) {
    Map<String, Duration> byHandle = new LinkedHashMap<>();
    pauses.forEach((message, pause) -> byHandle.put(message.receiptHandle(), pause));
    timeouts.set(byHandle, measured);
  }
}
