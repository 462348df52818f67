package dev.freshet.emulators.lambda.sources;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Receives messages and gathers them to batches. Without a batching window a batch is what one
 * {@code ReceiveMessage} returns. With one, a batch ends when it is full or the window ends; on a
 * quiet queue the wait is {@link SourceSettings#quietWait()} where that is longer than the window.
 *
 * <p>AWS says that Lambda "might" wait so long. Here it always does if no message joins the first
 * ones within the window, so that an application that cannot afford the wait shows it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Polling and batching
 *     behavior: up to 20 seconds on a queue with very low traffic, even if the window is
 *     shorter</a>
 */
final class QueuePolls {
  /** SQS gives at most ten messages at a time. */
  private static final int MOST_AT_ONCE = 10;

  private final QueueSourceSpec spec;
  private final SqsClient sqs;
  private final String url;
  private final SourceSettings settings;
  private final Stop stop;

  QueuePolls(QueueSourceSpec spec, SqsClient sqs, String url, SourceSettings settings, Stop stop) {
    this.spec = spec;
    this.sqs = sqs;
    this.url = url;
    this.settings = settings;
    this.stop = stop;
  }

  /**
   * Waits for messages as long as one long poll takes; if there are some, until the batch ends.
   *
   * @return the batch; empty if no message came
   * @throws software.amazon.awssdk.core.exception.SdkException if the queue cannot be reached
   * @throws InterruptedException if the caller is interrupted; what was received comes again after
   *     its visibility timeout
   */
  List<Message> next() throws InterruptedException {
    List<Message> batch = new ArrayList<>(receive(settings.longPoll(), spec.batchSize()));
    if (batch.isEmpty() || spec.batchingWindow().isZero()) {
      return batch;
    }
    long start = System.nanoTime();
    int first = batch.size();
    fill(batch, start + spec.batchingWindow().toNanos());
    boolean quiet = batch.size() == first;
    if (quiet) {
      fill(batch, start + settings.quietWait().toNanos());
    }
    return batch;
  }

  /** Adds messages until the batch is full or the time has come. */
  private void fill(List<Message> batch, long deadline) throws InterruptedException {
    while (batch.size() < spec.batchSize() && bytes(batch) < Lane.LARGEST_BATCH) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || stop.isRequested()) {
        return;
      }
      List<Message> more = receive(wholeSeconds(left), spec.batchSize() - batch.size());
      batch.addAll(more);
      if (more.isEmpty()) {
        stop.pause(settings.pollInterval());
      }
    }
  }

  private List<Message> receive(Duration wait, int atMost) {
    return sqs.receiveMessage(request ->
            request
                .queueUrl(url)
                .waitTimeSeconds((int) wait.toSeconds())
                .maxNumberOfMessages(Math.min(atMost, MOST_AT_ONCE))
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .messageAttributeNames("All"))
        .messages();
  }

  private Duration wholeSeconds(Duration left) {
    Duration whole = Duration.ofSeconds(left.toSeconds());
    return whole.compareTo(settings.longPoll()) < 0 ? whole : settings.longPoll();
  }

  private static long bytes(List<Message> batch) {
    return batch.stream()
        .mapToLong(message -> message.body().getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
