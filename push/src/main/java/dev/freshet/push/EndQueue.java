package dev.freshet.push;

import dev.freshet.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where connections wait for their end. Thread-safe; blocks for as long as the client does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 */
record EndQueue(SqsClient sqs, String url) {
  /** The longest that SQS delays a message. */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /** The longest that SQS hides a message which was received. */
  private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

  /** Has the queue's function see the connection at its end, or earlier and then once more. */
  void send(Connection connection, Instant now) {
    sqs.sendMessage(request ->
        request
            .queueUrl(url)
            .delaySeconds(seconds(now, connection.end(), LONGEST_DELAY))
            .messageBody(Json.write(new End(connection.id(), connection.end().toEpochMilli()))));
  }

  /** Hides a message that came early. */
  void putOff(String receiptHandle, Instant now, Instant end) {
    sqs.changeMessageVisibility(request ->
        request
            .queueUrl(url)
            .receiptHandle(receiptHandle)
            .visibilityTimeout(seconds(now, end, LONGEST_HIDDEN)));
  }

  /** A message. */
  record End(String connection, long at) {}

  /** Rounded up, as what is early is put off once more. */
  private static int seconds(Instant now, Instant end, Duration most) {
    Duration left = Duration.between(now, end).plusMillis(999);
    Duration wait = left.compareTo(most) < 0 ? left : most;
    return Math.toIntExact(Math.max(0, wait.toSeconds()));
  }
}
