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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Turns records of the table's stream into one event per owner. A record that cannot be read is
 * reported, and holds none of the others up: evictions may come in any order, and more than once.
 */
public final class ChangePublisher implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(ChangePublisher.class);

  private final OwnerEvents events;
  private final EventBus bus;
  private final Metrics metrics;

  /** For Lambda. */
  public ChangePublisher() {
    this(System.getenv(), Clock.systemUTC());
  }

  ChangePublisher(Map<String, String> environment, InstantSource clock) {
    this(
        ViewCatalogue.FRESHET,
        new EventBus(
            EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            new Settings(environment).text("EVENT_BUS_NAME")),
        Metrics.of(new Settings(environment), ChangePublisher.class, clock));
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
      List<Reading.Poison> poison = new ArrayList<>();
      read(batch.getRecords(), changes, poison);
      measured.count("StreamRecords", batch.getRecords().size());
      Optional<String> unpublished = publish(events.of(changes), measured);
      measured.count("PoisonRecords", poison.size());
      if (unpublished.isEmpty()) {
        isolateAtHead(batch.getRecords(), poison);
      }
      return response(unpublished, poison);
    }
  }

  private static void read(
      List<DynamodbStreamRecord> records,
      List<RecordedChange> changes,
      List<Reading.Poison> poison) {
    for (DynamodbStreamRecord record : records) {
      switch (RecordReader.read(record)) {
        case Reading.Legible(RecordedChange change) -> changes.add(change);
        case Reading.Poison unreadable -> {
          poison.add(unreadable);
          LOG.atError()
              .addKeyValue("sequenceNumber", unreadable.sequenceNumber())
              .addKeyValue("reason", unreadable.reason())
              .log("record cannot be read");
        }
      }
    }
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

  /**
   * Fails the invocation if a batch begins with a record that cannot be read, so that Lambda halves
   * the batch: a report of the first record would have it repeated as it is, and given up as a
   * whole.
   */
  private static void isolateAtHead(
      List<DynamodbStreamRecord> records, List<Reading.Poison> poison) {
    if (records.size() > 1 && !poison.isEmpty()) {
      Reading.Poison first = poison.getFirst();
      if (first.sequenceNumber().equals(records.getFirst().getDynamodb().getSequenceNumber())) {
        throw new PoisonRecordException(first.sequenceNumber(), first.reason());
      }
    }
  }

  /** Lambda repeats from the lowest of them on. */
  private static StreamsEventResponse response(
      Optional<String> unpublished, List<Reading.Poison> poison) {
    return new StreamsEventResponse(
        Stream.concat(
                unpublished.stream(), poison.stream().map(Reading.Poison::sequenceNumber).limit(1))
            .map(BatchItemFailure::new)
            .toList());
  }
}
