package dev.freshet.emulators.lambda.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends invocation records to queues, functions and buses, and discarded events to dead-letter
 * queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Destinations,
 *     and the JSON of each kind</a>
 */
final class Destinations {
  private static final Logger LOG = LoggerFactory.getLogger(Destinations.class);

  /** Lambda puts the first kilobyte of the error into the message's attribute. */
  private static final int LONGEST_ERROR = 1024;

  private final QueueSender queues;
  private final BiConsumer<String, String> functions;
  private final AtomicReference<EventBusPort> buses = new AtomicReference<>();

  Destinations(QueueSender queues, BiConsumer<String, String> invokeAsync) {
    this.queues = queues;
    this.functions = invokeAsync;
  }

  void connect(EventBusPort port) {
    buses.set(port);
  }

  /** Sends the record to where the function's configuration says; a failure is logged. */
  // As on Lambda, a record that cannot be sent is dropped.
  void send(Arn destination, InvocationRecord record) {
    try {
      route(destination, record);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("destination", destination)
          .addKeyValue("requestId", record.requestId())
          .setCause(e)
          .log("a record did not reach its destination and is lost");
    }
  }

  /** Sends the event itself to a dead-letter queue; a failure is logged. */
  // As on Lambda, an event that cannot be sent is dropped.
  void bury(Arn deadLetterQueue, InvocationRecord record) {
    String error = record.toJson().path("responsePayload").path("errorMessage").asText("");
    try {
      queues.send(
          deadLetterQueue,
          record.event(),
          Map.of(
              "RequestID", QueueSender.text(record.requestId()),
              "ErrorCode", QueueSender.number(200),
              "ErrorMessage", QueueSender.text(error.isEmpty() ? record.condition() : cut(error))));
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("queue", deadLetterQueue)
          .addKeyValue("requestId", record.requestId())
          .setCause(e)
          .log("an event did not reach its dead-letter queue and is lost");
    }
  }

  private void route(Arn destination, InvocationRecord record) {
    JsonNode json = record.toJson();
    switch (destination.service()) {
      case "sqs" -> queues.send(destination, json.toString(), Map.of());
      case "lambda" -> functions.accept(destination.name(), json.toString());
      case "events" -> toBus(destination, record, json);
      default -> throw new IllegalArgumentException("no destination of this kind: " + destination);
    }
  }

  private void toBus(Arn bus, InvocationRecord record, JsonNode json) {
    EventBusPort port = buses.get();
    if (port == null) {
      throw new IllegalStateException("no buses are connected");
    }
    boolean success = record.condition().equals(InvocationRecord.SUCCESS);
    port.put(
        bus.name(),
        "lambda",
        "Lambda Function Invocation Result - " + (success ? "Success" : "Failure"),
        List.of(record.function().arn() + ":$LATEST", bus.toString()),
        json.toString());
  }

  private static String cut(String error) {
    byte[] bytes = error.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST_ERROR
        ? error
        : new String(bytes, 0, LONGEST_ERROR, StandardCharsets.UTF_8);
  }
}
