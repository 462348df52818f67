package dev.freshet.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Closes connections at the end of their access tokens. A message that comes early, as SQS delays
 * for 15 minutes at most, is hidden until its time. Thread-safe.
 */
public final class ConnectionCloser extends QueueFunction {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionCloser.class);

  private final ConnectionStore store;
  private final Sockets sockets;
  private final EndQueue ends;
  private final Metrics metrics;
  private final InstantSource clock;

  /** Lambda's. */
  public ConnectionCloser() {
    this(System.getenv(), Clock.systemUTC());
  }

  ConnectionCloser(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ConnectionCloser(Settings settings, InstantSource clock) {
    this(
        new ConnectionStore(PushClients.dynamoDb(), settings.text("CONNECTION_TABLE")),
        PushClients.sockets(),
        new EndQueue(PushClients.sqs(), settings.text("END_QUEUE_URL")),
        Metrics.of(settings, ConnectionCloser.class, clock),
        clock);
  }

  ConnectionCloser(
      ConnectionStore store, Sockets sockets, EndQueue ends, Metrics metrics, InstantSource clock) {
    this.store = store;
    this.sockets = sockets;
    this.ends = ends;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      List<SQSBatchResponse.BatchItemFailure> left =
          batch.getRecords().stream()
              .filter(message -> !done(message, measured))
              .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId()))
              .toList();
      return new SQSBatchResponse(left);
    }
  }

  private boolean done(SQSEvent.SQSMessage message, Measurements measured) {
    try {
      EndQueue.End end = Json.read(message.getBody(), EndQueue.End.class);
      Instant at = Instant.ofEpochMilli(end.at());
      Instant now = clock.instant();
      if (now.isBefore(at)) {
        ends.putOff(message.getReceiptHandle(), now, at);
        return false;
      }
      return closed(end.connection(), measured);
    } catch (UnreadableJsonException | SdkException failure) {
      LOG.atError()
          .addKeyValue("messageId", message.getMessageId())
          .setCause(failure)
          .log("connection was not closed");
      return false;
    }
  }

  private boolean closed(String id, Measurements measured) {
    if (sockets.close(id) == Sockets.Outcome.FAILED) {
      return false;
    }
    store.find(id).ifPresent(store::remove);
    measured.count("PushClosed");
    return true;
  }
}
