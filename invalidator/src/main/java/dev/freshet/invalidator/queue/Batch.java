package dev.freshet.invalidator.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of one invocation, and which of their events come back. For one thread. */
public final class Batch<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final SourceQueue<T> queue;
  private final Measurements measured;
  private final Map<Received, List<Letter<T>>> letters = new LinkedHashMap<>();
  private final Map<Letter<T>, Duration> failed = new LinkedHashMap<>();
  private final Map<Received, Duration> returned = new LinkedHashMap<>();
  private boolean sends = true;

  Batch(SourceQueue<T> queue, List<Received> messages, Measurements measured) {
    this.queue = queue;
    this.measured = measured;
    messages.forEach(this::read);
  }

  /**
   * The events of the messages that can be read, in their order. The other messages never can: they
   * go to the dead-letter queue at once, and are done.
   */
  public List<Letter<T>> letters() {
    return letters.values().stream().flatMap(List::stream).toList();
  }

  private void read(Received message) {
    try {
      letters.put(
          message,
          queue.form().read(message.body()).stream()
              .map(event -> new Letter<>(message, event))
              .toList());
    } catch (UnreadableJsonException refused) {
      measured.count("MalformedMessages");
      LOG.atError()
          .addKeyValue("messageId", message.id())
          .setCause(refused)
          .log("message cannot be parsed");
      // Once: several calls without an answer would outlast the function.
      sends = sends && queue.setAside(message);
      if (!sends) {
        returned.put(message, RetryPause.after(message));
      }
    }
  }

  /** The event is not done: it is tried again, later each time. */
  public void comesBack(Letter<T> letter) {
    comesBack(letter, RetryPause.after(letter.message()));
  }

  /** The event is not done, and is tried again after this pause, in whole seconds. */
  public void comesBack(Letter<T> letter, Duration pause) {
    failed.put(letter, pause);
  }

  /**
   * Call it last, because a message may be redelivered one second later. The answer is for an event
   * source with ReportBatchItemFailures: messages that it does not list are deleted.
   */
  public SQSBatchResponse close() {
    letters.forEach(this::close);
    if (!returned.isEmpty()) {
      measured.count("MessagesReturned", returned.size());
      queue.putOff(returned, measured);
    }
    return new SQSBatchResponse(
        returned.keySet().stream().map(message -> new BatchItemFailure(message.id())).toList());
  }

  /**
   * A message of which only some events failed is not repeated, as that would repeat the others:
   * each failed event goes on in a message of its own, once, and comes back with that from then on.
   */
  private void close(Received message, List<Letter<T>> all) {
    Map<Letter<T>, Duration> notDone = new LinkedHashMap<>();
    for (Letter<T> letter : all) {
      Duration pause = failed.get(letter);
      if (pause != null) {
        notDone.put(letter, pause);
      }
    }
    if (notDone.isEmpty()) {
      return;
    }
    if (notDone.size() < all.size()) {
      sends = sends && queue.sendAlone(notDone);
      if (sends) {
        measured.count("MessagesSplit");
        return;
      }
    }
    returned.put(message, notDone.values().stream().min(Duration::compareTo).orElseThrow());
  }
}
