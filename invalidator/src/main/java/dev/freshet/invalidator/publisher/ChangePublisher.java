package dev.freshet.invalidator.publisher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.publisher.OwnerEvents.OwnerEvent;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Turns records of the table's stream into one event per owner. Stops at the first failure and
 * reports it, so that no later change of an item overtakes an earlier one.
 */
public final class ChangePublisher implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePublisher.class);

  private final OwnerEvents events;
  private final EventBus bus;
  private final Metrics metrics;

  /** For Lambda. */
  public ChangePublisher() {
    this(System.getenv());
  }

  ChangePublisher(Map<String, String> environment) {
    this(
        ViewCatalogue.FRESHET,
        new EventBus(
            EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            new Settings(environment).text("EVENT_BUS_NAME")),
        Metrics.of(new Settings(environment), ChangePublisher.class, Clock.systemUTC()));
  }

  ChangePublisher(ViewCatalogue catalogue, EventBus bus, Metrics metrics) {
    this.events = new OwnerEvents(catalogue);
    this.bus = bus;
    this.metrics = metrics;
  }

  @Override
  public StreamsEventResponse handleRequest(DynamodbEvent batch, Context context) {
    try (Measurements measured = metrics.begin()) {
      List<RecordedChange> changes = new ArrayList<>();
      Optional<Reading.Poison> poison = readUntilPoison(batch.getRecords(), changes);
      measured.count("StreamRecords", changes.size());
      Optional<String> unpublished = publish(events.of(changes), measured);
      poison.ifPresent(_ -> measured.count("PoisonRecords"));
      if (unpublished.isEmpty() && changes.isEmpty() && batch.getRecords().size() > 1) {
        poison.ifPresent(ChangePublisher::isolate);
      }
      return response(unpublished.or(() -> poison.map(Reading.Poison::sequenceNumber)));
    }
  }

  /** Reads records in order; those behind one that cannot be read wait for its end. */
  private static Optional<Reading.Poison> readUntilPoison(
      List<DynamodbStreamRecord> records, List<RecordedChange> changes) {
    for (DynamodbStreamRecord record : records) {
      switch (RecordReader.read(record)) {
        case Reading.Legible(RecordedChange change) -> changes.add(change);
        case Reading.Poison poison -> {
          LOG.atError()
              .addKeyValue("sequenceNumber", poison.sequenceNumber())
              .addKeyValue("reason", poison.reason())
              .log("record cannot be read");
          return Optional.of(poison);
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the first sequence number that may not be on the bus; empty if all are. */
  private Optional<String> publish(List<OwnerEvent> owners, Measurements measured) {
    int published = bus.publish(owners.stream().map(OwnerEvent::entry).toList());
    measured.count("EventsPublished", published);
    for (OwnerEvent event : owners.subList(0, published)) {
      measured.count("ChangesPublished", event.changes());
    }
    if (published == owners.size()) {
      return Optional.empty();
    }
    measured.count("EventsRefused", owners.size() - published);
    return Optional.of(owners.get(published).firstSequenceNumber());
  }

  private static void isolate(Reading.Poison poison) {
    throw new PoisonRecordException(poison.sequenceNumber(), poison.reason());
  }

  private static StreamsEventResponse response(Optional<String> failedSequenceNumber) {
    return new StreamsEventResponse(
        failedSequenceNumber.map(BatchItemFailure::new).stream().toList());
  }
}
