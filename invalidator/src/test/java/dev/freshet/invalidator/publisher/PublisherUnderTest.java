package dev.freshet.invalidator.publisher;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.FakeBus;
import dev.freshet.invalidator.LambdaJson;
import dev.freshet.invalidator.NoContext;
import dev.freshet.invalidator.Written;
import dev.freshet.invalidator.publisher.OwnerEvents.ShownChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A publisher between a bus and a dead-letter queue that obey the test, in simulated time. */
final class PublisherUnderTest {
  private final FakeBus bus = new FakeBus();
  private final FakeDeadLetters deadLetters = new FakeDeadLetters();
  private final Written written = new Written();
  private final ChangePublisher publisher;
  private Duration paused = Duration.ZERO;

  PublisherUnderTest() {
    this(new OwnerEvents(ViewCatalogue.FRESHET)::shown);
  }

  PublisherUnderTest(Function<StreamRecord, Optional<ShownChange>> translation) {
    this.publisher =
        new ChangePublisher(
            translation,
            new EventBus(bus, "freshet-bus"),
            new DeadLetterQueue(deadLetters, "https://sqs.example/letters"),
            written.metrics(InstantSource.fixed(Instant.EPOCH)),
            pause -> paused = paused.plus(pause));
  }

  /** Delivers a batch once; returns the sequence numbers that are reported as failed. */
  List<String> publish(String batch) {
    return LambdaJson.read(answer(batch), StreamsEventResponse.class)
        .getBatchItemFailures()
        .stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** Delivers a batch once; returns what Lambda is told. */
  String answer(String batch) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      publisher.handleRequest(
          new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8)),
          answer,
          NoContext.create());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** Delivers a batch as Lambda does: from the first failure on, at most so many times. */
  boolean deliver(List<String> records, int attempts) {
    List<String> rest = records;
    for (int attempt = 0; attempt < attempts; attempt++) {
      List<String> failures = publish(StreamRecords.batch(rest));
      if (failures.isEmpty()) {
        return true;
      }
      rest = rest.stream().dropWhile(record -> !record.contains(failures.getFirst())).toList();
    }
    return false;
  }

  FakeBus bus() {
    return bus;
  }

  FakeDeadLetters deadLetters() {
    return deadLetters;
  }

  Written written() {
    return written;
  }

  /** How long the publisher waited in all. */
  Duration paused() {
    return paused;
  }
}
