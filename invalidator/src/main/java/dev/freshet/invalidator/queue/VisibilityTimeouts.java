package dev.freshet.invalidator.queue;

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
 * Sets when messages of a queue return that a function was given. Thread-safe; does not throw: a
 * message whose timeout could not be set returns when the queue's own ends.
 */
public record VisibilityTimeouts(SqsClient client, String url) {
  private static final Logger LOG = LoggerFactory.getLogger(VisibilityTimeouts.class);

  /**
   * Has each message return after its pause.
   *
   * @param pauses in whole seconds, by the messages' receipt handles
   */
  public void set(Map<String, Duration> pauses, Measurements measured) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    pauses.forEach((receiptHandle, pause) ->
        entries.add(
            ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(entries.size()))
                .receiptHandle(receiptHandle)
                .visibilityTimeout(Math.toIntExact(pause.toSeconds()))
                .build()));
    for (int from = 0; from < entries.size(); from += SourceQueue.ENTRIES_PER_CALL) {
      int to = Math.min(entries.size(), from + SourceQueue.ENTRIES_PER_CALL);
      set(entries.subList(from, to), measured);
    }
  }

  private void set(List<ChangeMessageVisibilityBatchRequestEntry> entries, Measurements measured) {
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
