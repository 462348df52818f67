package dev.freshet.local.sources;

import dev.freshet.local.functions.Functions;
import dev.freshet.local.functions.QueueSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Lambda's event source mapping of a standard queue: long polling, batches, deletion of what was
 * processed. What fails stays in the queue until its visibility timeout ends; redrive is the
 * queue's.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class SqsQueueSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqsQueueSource.class);

  /** SQS gives at most ten messages at a time. */
  private static final int MOST_AT_ONCE = 10;

  /** The most batches that Lambda has under way for one queue. */
  private static final int LAMBDAS_CONCURRENCY = 1250;

  private final QueueSourceSpec spec;
  private final SqsClient sqs;
  private final SourceSettings settings;
  private final QueueBatches batches;
  private final String url;
  private final Semaphore places;
  private final Stop stop = new Stop();
  private final Thread poller =
      Thread.ofPlatform().daemon().name("queue poller").unstarted(this::pollAll);

  /**
   * Prepares a source.
   *
   * @throws IllegalArgumentException if a filter is no pattern
   * @throws dev.freshet.local.functions.NoSuchFunctionException if the function is not deployed
   * @throws SdkException if the queue does not exist or cannot be reached
   */
  public SqsQueueSource(
      QueueSourceSpec spec, SqsClient sqs, Functions functions, SourceSettings settings) {
    this.spec = spec;
    this.sqs = sqs;
    this.settings = settings;
    this.url = new QueueSender(sqs).url(spec.queue());
    this.batches = new QueueBatches(spec, sqs, url, functions);
    this.places = new Semaphore(spec.maximumConcurrency().orElse(LAMBDAS_CONCURRENCY));
    functions.spec(spec.function());
  }

  /** Starts polling. */
  public void start() {
    poller.start();
  }

  /** Stops polling; batches that are under way are finished. */
  @Override
  public void close() {
    stop.request();
    poller.interrupt();
  }

  private void pollAll() {
    try {
      while (!stop.isRequested()) {
        poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void poll() throws InterruptedException {
    places.acquire();
    boolean handedOn = false;
    try {
      List<Message> batch = gather();
      if (!batch.isEmpty()) {
        Thread.ofPlatform().daemon().name("queue batch").start(() -> process(batch));
        handedOn = true;
      }
    } catch (SdkException e) {
      if (!stop.isRequested()) {
        LOG.atWarn().addKeyValue("queue", spec.queue()).setCause(e).log("a queue cannot be polled");
        stop.pause(settings.longestRetryAfter());
      }
    } finally {
      if (!handedOn) {
        places.release();
      }
    }
  }

  private void process(List<Message> batch) {
    try {
      batches.process(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  /** Waits for the first message, then for a full batch or the end of the window. */
  private List<Message> gather() throws InterruptedException {
    List<Message> batch = new ArrayList<>(receive(settings.longPoll(), spec.batchSize()));
    long deadline = System.nanoTime() + spec.batchingWindow().toNanos();
    while (!batch.isEmpty()
        && batch.size() < spec.batchSize()
        && bytes(batch) < Lane.LARGEST_BATCH) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative() || stop.isRequested()) {
        break;
      }
      List<Message> more = receive(wholeSeconds(left), spec.batchSize() - batch.size());
      batch.addAll(more);
      if (more.isEmpty()) {
        stop.pause(settings.pollInterval());
      }
    }
    return batch;
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
