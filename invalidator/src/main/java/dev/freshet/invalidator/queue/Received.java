package dev.freshet.invalidator.queue;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

/**
 * A message of a queue, as a function was given it.
 *
 * @param receives how often it was received, this time included
 */
public record Received(String id, String receiptHandle, String body, int receives) {
  /** See <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the message</a>. */
  static Received of(SQSMessage message) {
    return new Received(
        message.getMessageId(),
        message.getReceiptHandle(),
        message.getBody(),
        Integer.parseInt(message.getAttributes().get("ApproximateReceiveCount")));
  }
}
