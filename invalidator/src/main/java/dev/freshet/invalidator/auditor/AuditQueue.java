package dev.freshet.invalidator.auditor;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where a change waits for its audits: the same message for all three, invisible in between.
 * Thread-safe.
 */
record AuditQueue(SqsClient client, String url) {
  private static final Logger LOG = LoggerFactory.getLogger(AuditQueue.class);

  /**
   * How long the message has been in the queue: {@code SentTimestamp} is in milliseconds. See <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the message</a>.
   */
  static Duration age(SQSMessage message, Instant now) {
    long sent = Long.parseLong(message.getAttributes().get("SentTimestamp"));
    return Duration.between(Instant.ofEpochMilli(sent), now);
  }

  /** Has the message come back after the pause; if that fails, it comes back later. */
  void putOff(SQSMessage message, Duration pause, Measurements measured) {
    try {
      client.changeMessageVisibility(request ->
          request
              .queueUrl(url)
              .receiptHandle(message.getReceiptHandle())
              .visibilityTimeout(Math.toIntExact(pause.toSeconds())));
    } catch (SdkException refused) {
      measured.count("MessagesNotPutOff");
      LOG.atWarn().setCause(refused).log("message could not be put off");
    }
  }
}
