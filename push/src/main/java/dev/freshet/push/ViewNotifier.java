package dev.freshet.push;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.domain.Event;
import dev.freshet.domain.Owner;
import dev.freshet.domain.UserId;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import dev.freshet.lambda.queue.QueueFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells each of a user's connections which views were evicted. Telling it twice makes a page read
 * twice, and nothing else. A message that failed comes back; after some tries it is set aside.
 * Thread-safe.
 */
public final class ViewNotifier extends QueueFunction {
  /**
   * A connection is recorded before API Gateway has opened it, and cannot be sent anything until
   * then; the page reads its views once it is connected, so that this message is no loss.
   */
  static final Duration OPENING = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ViewNotifier.class);

  private final ConnectionStore store;
  private final Sockets sockets;
  private final Metrics metrics;
  private final InstantSource clock;

  /** Lambda's. */
  public ViewNotifier() {
    this(System.getenv(), Clock.systemUTC());
  }

  ViewNotifier(Map<String, String> environment, InstantSource clock) {
    this(new Settings(environment), clock);
  }

  private ViewNotifier(Settings settings, InstantSource clock) {
    this(
        new ConnectionStore(PushClients.dynamoDb(), settings.text("CONNECTION_TABLE")),
        PushClients.sockets(),
        Metrics.of(settings, ViewNotifier.class, clock),
        clock);
  }

  ViewNotifier(ConnectionStore store, Sockets sockets, Metrics metrics, InstantSource clock) {
    this.store = store;
    this.sockets = sockets;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      List<SQSBatchResponse.BatchItemFailure> failed =
          batch.getRecords().stream()
              .filter(message -> !done(message, measured))
              .map(message -> new SQSBatchResponse.BatchItemFailure(message.getMessageId()))
              .toList();
      return new SQSBatchResponse(failed);
    }
  }

  private boolean done(SQSEvent.SQSMessage message, Measurements measured) {
    try {
      boolean all = true;
      for (Event<ViewsEvicted> event : Json.readDelivered(message.getBody(), ViewsEvicted.class)) {
        all &= told(event, measured);
      }
      return all;
    } catch (UnreadableJsonException | SdkException failure) {
      LOG.atError()
          .addKeyValue("messageId", message.getMessageId())
          .setCause(failure)
          .log("connections could not be notified");
      return false;
    }
  }

  /** False if a connection may have missed the message. */
  private boolean told(Event<ViewsEvicted> event, Measurements measured) {
    Owner owner = event.data().owner();
    if (owner.kind() != Owner.Kind.USER) {
      return true;
    }
    String text = Json.write(Message.of(event.data()));
    try (var _ = measured.about(List.of(event.metadata().correlationId()))) {
      List<Connection> connections = store.of(new UserId(owner.id()));
      boolean all = true;
      for (Connection connection : connections) {
        all &= told(connection, text, event, measured);
      }
      LOG.atInfo()
          .addKeyValue("owner", owner)
          .addKeyValue("connections", connections.size())
          .addKeyValue("all", all)
          .log("pages told");
      return all;
    }
  }

  private boolean told(
      Connection connection, String text, Event<ViewsEvicted> event, Measurements measured) {
    Instant now = clock.instant();
    if (!now.isBefore(connection.end())) {
      measured.count("PushExpired");
      return true; // its token has ended: ConnectionCloser is about to close it
    }
    return switch (sockets.send(connection.id(), text)) {
      case DONE -> {
        measured.count("PushSent");
        Duration since = Duration.between(event.metadata().committedAt(), clock.instant());
        measured.duration("CommitToPushed", since.isNegative() ? Duration.ZERO : since);
        yield true;
      }
      case GONE -> {
        measured.count("PushGone");
        if (now.isAfter(connection.openedAt().plus(OPENING))) {
          store.remove(connection);
        }
        yield true;
      }
      case FAILED -> {
        measured.count("PushFailed");
        yield false;
      }
    };
  }

  /**
   * What is sent.
   *
   * @param fresh the time of the eviction: a read with it shows the change
   */
  record Message(List<ViewName> views, long fresh) {
    static Message of(ViewsEvicted evicted) {
      return new Message(
          evicted.evictions().stream().map(ViewsEvicted.Eviction::view).toList(),
          evicted.evictedAt().toEpochMilli());
    }
  }
}
