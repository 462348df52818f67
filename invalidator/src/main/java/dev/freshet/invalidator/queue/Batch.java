package dev.freshet.invalidator.queue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import dev.freshet.domain.Event;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of one invocation, and which of them come back. For one thread. */
public final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final SourceQueue queue;
  private final List<Received> messages;
  private final Measurements measured;
  private final Map<Received, Duration> returned = new LinkedHashMap<>();
  private boolean setsAside = true;

  Batch(SourceQueue queue, List<Received> messages, Measurements measured) {
    this.queue = queue;
    this.messages = messages;
    this.measured = measured;
  }

  /**
   * The messages that can be read, in their order. The others never can: they go to the dead-letter
   * queue at once, and are done.
   */
  public <T> List<Letter<T>> read(Function<String, Event<T>> reader) {
    List<Letter<T>> letters = new ArrayList<>();
    for (Received message : messages) {
      try {
        letters.add(new Letter<>(message, reader.apply(message.body())));
      } catch (UnreadableJsonException refused) {
        setAside(message, refused);
      }
    }
    return letters;
  }

  private void setAside(Received message, UnreadableJsonException refused) {
    measured.count("MalformedMessages");
    LOG.atError()
        .addKeyValue("messageId", message.id())
        .setCause(refused)
        .log("message cannot be parsed");
    // Once: several calls without an answer would outlast the function.
    setsAside = setsAside && queue.setAside(message);
    if (!setsAside) {
      comesBack(message);
    }
  }

  /** The message is not done: it is tried again, later each time. */
  public void comesBack(Received message) {
    comesBack(message, RetryPause.after(message));
  }

  /** The message is not done, and is tried again after this pause, in whole seconds. */
  public void comesBack(Received message, Duration pause) {
    returned.put(message, pause);
  }

  /**
   * Call it last, because a message may be redelivered one second later. The answer is for an event
   * source with ReportBatchItemFailures: messages that it does not list are deleted.
   */
  public SQSBatchResponse close() {
    if (!returned.isEmpty()) {
      measured.count("MessagesReturned", returned.size());
      queue.putOff(returned, measured);
    }
    return new SQSBatchResponse(
        returned.keySet().stream().map(message -> new BatchItemFailure(message.id())).toList());
  }
}
