package dev.freshet.invalidator.publisher;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.invalidator.Envelope;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.EventBus.Outcome;
import dev.freshet.invalidator.publisher.OwnerEvents.OwnerEvent;
import dev.freshet.invalidator.publisher.OwnerEvents.ShownChange;
import dev.freshet.lambda.config.Settings;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.observe.LogContext;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.lambda.observe.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns records of the table's stream into one event per owner. What the bus does not take now is
 * reported, and Lambda repeats the batch from there, for as long as the stream keeps the records. A
 * record that can never be published goes to the dead-letter queue and holds none of the others up.
 *
 * <p>It reads and writes JSON itself: Lambda's mapper would refuse the whole batch for one record
 * of an unexpected form, and a dead letter repeats its record as it came. Thread-safe.
 */
public final class ChangePublisher implements RequestStreamHandler {

  /**
   * The wait before a batch is reported whose first record failed. Lambda's documentation does not
   * state how soon it retries such a batch; this wait limits calls of a failing bus to about one
   * per second and shard.
   */
  static final Duration PAUSE_WITHOUT_PROGRESS = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ChangePublisher.class);

  private final Function<StreamRecord, Optional<ShownChange>> translation;
  private final EventBus bus;
  private final DeadLetterQueue deadLetters;
  private final Metrics metrics;
  private final Consumer<Duration> pause;

  /** For Lambda. */
  public ChangePublisher() {
    this(System.getenv(), Clock.systemUTC());
  }

  ChangePublisher(Map<String, String> environment, InstantSource clock) {
    this(
        new OwnerEvents(ViewCatalogue.FRESHET)::shown,
        PublisherClients.bus(new Settings(environment)),
        PublisherClients.deadLetters(new Settings(environment)),
        Metrics.of(new Settings(environment), ChangePublisher.class, clock),
        pause -> LockSupport.parkNanos(pause.toNanos()));
  }

  ChangePublisher(
      Function<StreamRecord, Optional<ShownChange>> translation,
      EventBus bus,
      DeadLetterQueue deadLetters,
      Metrics metrics,
      Consumer<Duration> pause) {
    this.translation = translation;
    this.bus = bus;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.pause = pause;
  }

  /** Takes a stream's event, and answers a {@link StreamsEventResponse}. */
  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    List<StreamRecord> records = StreamRecord.of(event);
    int done;
    try (Measurements measured = metrics.begin()) {
      measured.count("StreamRecords", records.size());
      done = publish(records, measured);
    }
    if (done == 0 && !records.isEmpty()) {
      pause.accept(PAUSE_WITHOUT_PROGRESS);
    }
    List<BatchItemFailure> failures =
        records.stream()
            .skip(done)
            .limit(1)
            .map(first -> new BatchItemFailure(first.sequenceNumber()))
            .toList();
    response.write(Json.write(new StreamsEventResponse(failures)).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns how many records, from the first on, are done with for certain. */
  private int publish(List<StreamRecord> records, Measurements measured) {
    List<StreamRecord> dead = new ArrayList<>();
    List<OwnerEvent> owners = OwnerEvents.of(translate(records, dead));
    List<String> ids = owners.stream().flatMap(owner -> owner.correlationIds().stream()).toList();
    try (var _ = measured.about(ids)) {
      return publish(records, owners, dead, measured);
    }
  }

  private int publish(
      List<StreamRecord> records,
      List<OwnerEvent> owners,
      List<StreamRecord> dead,
      Measurements measured) {
    List<Outcome> outcomes = send(owners);
    int done = records.size();
    for (int i = 0; i < outcomes.size(); i++) {
      List<StreamRecord> told = owners.get(i).records();
      switch (outcomes.get(i)) {
        case PUBLISHED -> {
          measured.count("EventsPublished");
          measured.count("ChangesPublished", told.size());
          log(owners.get(i));
        }
        case RETRY -> {
          measured.count("EventsRefused");
          done = Math.min(done, told.getFirst().position());
        }
        case REFUSED -> dead.addAll(told);
      }
    }
    return bury(dead, done, measured);
  }

  /** Returns one outcome for each event, in their order. */
  private List<Outcome> send(List<OwnerEvent> owners) {
    List<Envelope<OwnerEvent>> envelopes = pack(owners);
    List<Outcome> answers = bus.send(envelopes.stream().map(Envelope::entry).toList());
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      List<OwnerEvent> together = envelopes.get(i).contents();
      if (answers.get(i) == Outcome.REFUSED && together.size() > 1) {
        // One of them is invalid: each alone shows which.
        outcomes.addAll(
            bus.send(
                together.stream().map(owner -> pack(List.of(owner)).getFirst().entry()).toList()));
      } else {
        outcomes.addAll(Collections.nCopies(together.size(), answers.get(i)));
      }
    }
    return outcomes;
  }

  private static List<Envelope<OwnerEvent>> pack(List<OwnerEvent> owners) {
    return Envelope.pack(UserDataChanged.TYPE, owners, OwnerEvent::json);
  }

  private static void log(OwnerEvent told) {
    try (var _ = LogContext.of(told.correlationIds())) {
      LOG.atInfo()
          .addKeyValue("owner", told.event().data().owner())
          .addKeyValue("views", told.event().data().views())
          .addKeyValue("changes", told.changes().size())
          .addKeyValue("eventCorrelationId", told.event().metadata().correlationId())
          .log("change published");
    }
  }

  /** Any failure is caught: a bug that one record brings to light must not stop the others. */
  private List<ShownChange> translate(List<StreamRecord> records, List<StreamRecord> dead) {
    List<ShownChange> changes = new ArrayList<>();
    for (StreamRecord record : records) {
      try {
        translation.apply(record).ifPresent(changes::add);
      } catch (RuntimeException unreadable) {
        dead.add(record);
        LOG.atError()
            .addKeyValue("sequenceNumber", record.sequenceNumber())
            .setCause(unreadable)
            .log("record cannot be parsed");
      }
    }
    return changes;
  }

  /**
   * Sends records to the dead-letter queue, but none from behind the point from which Lambda
   * repeats the batch: each of its repetitions would send them once more.
   *
   * @return how many records are done with: {@code done}, or fewer if the queue refuses
   */
  private int bury(List<StreamRecord> dead, int done, Measurements measured) {
    List<StreamRecord> due =
        dead.stream()
            .filter(record -> record.position() < done)
            .sorted(Comparator.comparingInt(StreamRecord::position))
            .toList();
    for (StreamRecord record : due) {
      if (!deadLetters.send(record)) {
        measured.count("DeadLettersRefused");
        return record.position();
      }
      measured.count("DeadLetters");
    }
    return done;
  }
}
