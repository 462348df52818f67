package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Lambda's event source mapping of a standard queue: long polling, batches, deletion of what was
 * processed. What fails stays in the queue until its visibility timeout ends, or the one that the
 * function set with {@code ChangeMessageVisibility}; redrive is the queue's.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class SqsQueueSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqsQueueSource.class);

  /** The most batches that Lambda has under way for one queue. */
  private static final int LAMBDAS_CONCURRENCY = 1250;

  private final QueueSourceSpec spec;
  private final SourceSettings settings;
  private final QueuePolls polls;
  private final QueueBatches batches;
  private final BatchSlots slots;
  private final Stop stop = new Stop();
  private final Thread poller =
      Thread.ofPlatform().daemon().name("queue poller").unstarted(this::pollAll);

  /**
   * Prepares a source.
   *
   * @throws IllegalArgumentException if a filter is no pattern
   * @throws dev.freshet.emulators.lambda.functions.NoSuchFunctionException if the function is not
   *     deployed
   * @throws SdkException if the queue does not exist or cannot be reached
   */
  public SqsQueueSource(
      QueueSourceSpec spec, SqsClient sqs, Functions functions, SourceSettings settings) {
    this.spec = spec;
    this.settings = settings;
    String url = new QueueSender(sqs).url(spec.queue());
    this.polls = new QueuePolls(spec, sqs, url, settings, stop);
    this.batches = new QueueBatches(spec, sqs, url, functions, settings, stop);
    this.slots = new BatchSlots(spec.maximumConcurrency().orElse(LAMBDAS_CONCURRENCY));
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
    slots.take();
    boolean handedOn = false;
    try {
      List<Message> batch = polls.next();
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
        slots.giveBack();
      }
    }
  }

  private void process(List<Message> batch) {
    QueueBatches.Outcome outcome = QueueBatches.Outcome.BACK_OFF;
    try {
      outcome = batches.process(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      slots.giveBackAfter(outcome);
    }
  }
}
