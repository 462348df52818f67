package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.functions.QueueSender;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsQueueSourceIT {
  private static final RealQueues QUEUES = new RealQueues();
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  private Arn queue = QUEUES.create(60);
  private final List<AutoCloseable> started = new ArrayList<>();

  @AfterAll
  static void stop() {
    QUEUES.close();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  @Test
  void aFunctionGetsAMessageAsTheEventOfAQueueAndItIsDeletedAfterwards() {
    String url = QUEUES.url(queue);
    QUEUES
        .client()
        .sendMessage(request ->
            request
                .queueUrl(url)
                .messageBody("{\"a\":1}")
                .messageAttributes(
                    Map.of(
                        "Kind",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("k")
                            .build())));
    ScriptedFunction function = start(plain(10), ScriptedFunction.silent("f"));

    await().until(() -> function.events().size() == 1);
    await().until(() -> QUEUES.size(queue) == 0);

    JsonNode record = records(function).getFirst();
    assertThat(record.path("messageId").asText()).isNotBlank();
    assertThat(record.path("receiptHandle").asText()).isNotBlank();
    assertThat(record.path("body").asText()).isEqualTo("{\"a\":1}");
    assertThat(record.path("attributes").path("ApproximateReceiveCount").asText()).isEqualTo("1");
    assertThat(record.path("attributes").path("SentTimestamp").asText()).matches("\\d{13}");
    assertThat(record.path("messageAttributes").path("Kind").toString())
        .isEqualTo(
            "{\"stringValue\":\"k\",\"stringListValues\":[],\"binaryListValues\":[],"
                + "\"dataType\":\"String\"}");
    assertThat(record.path("md5OfBody").asText()).hasSize(32);
    assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
    assertThat(record.path("eventSourceARN").asText()).isEqualTo(queue.toString());
    assertThat(record.path("awsRegion").asText()).isEqualTo("us-east-1");
  }

  @Test
  void theEventIsWhatTheEventLibraryReads() {
    QUEUES.send(queue, "hello");
    ScriptedFunction function = start(plain(10), ScriptedFunction.silent("f"));
    await().until(() -> function.events().size() == 1);

    SQSEvent event =
        LambdaEventSerializers.serializerFor(SQSEvent.class, getClass().getClassLoader())
            .fromJson(function.events().getFirst());

    assertThat(event.getRecords()).extracting(SQSEvent.SQSMessage::getBody).contains("hello");
    assertThat(event.getRecords().getFirst().getEventSourceArn()).isEqualTo(queue.toString());
  }

  @Test
  void aFailedBatchComesAgainAfterTheVisibilityTimeout() {
    queue = QUEUES.create(1);
    AtomicInteger failures = new AtomicInteger(1);
    ScriptedFunction function =
        start(
            plain(10),
            new ScriptedFunction(
                "f",
                (_, _) -> {
                  if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not now");
                  }
                  return "null";
                }));

    QUEUES.send(queue, "a");

    await().until(() -> bodies(function).equals(List.of("a", "a")));
    await().until(() -> QUEUES.size(queue) == 0);
    assertThat(
            records(function).getLast().path("attributes").path("ApproximateReceiveCount").asText())
        .isEqualTo("2");
  }

  @Test
  void onlyReportedMessagesComeAgain() {
    queue = QUEUES.create(5);
    ScriptedFunction function =
        start(
            spec(10, Duration.ofSeconds(1), List.of(), true, Optional.empty()),
            new ScriptedFunction("f", (event, _) -> failFirstTime("b", event)));

    List.of("a", "b", "c").forEach(body -> QUEUES.send(queue, body));

    await().until(() -> QUEUES.size(queue) == 0);
    assertThat(bodies(function)).containsExactlyInAnyOrder("a", "b", "c", "b");
  }

  @Test
  void aMessageThatKeepsFailingIsMovedByItsQueue() {
    Arn dead = QUEUES.create(1);
    Arn fragile =
        QUEUES.create(
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "1",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":2}".formatted(dead)));
    ScriptedFunction function =
        start(
            new QueueSourceSpec(
                fragile, "f", 10, Duration.ZERO, List.of(), false, Optional.empty()),
            new ScriptedFunction(
                "f",
                (_, _) -> {
                  throw new IllegalStateException("never");
                }));

    QUEUES.send(fragile, "poison");

    await().until(() -> QUEUES.size(dead) == 1);
    assertThat(function.events()).hasSize(2);
  }

  @Test
  void aBatchingWindowGathersMessagesUntilTheBatchIsFull() {
    IntStream.range(0, 25).forEach(i -> QUEUES.send(queue, "m" + i));

    ScriptedFunction function =
        start(
            spec(25, Duration.ofMinutes(1), List.of(), false, Optional.empty()),
            ScriptedFunction.silent("f"));

    await().until(() -> bodies(function).size() == 25);
    assertThat(function.events()).hasSize(1);
  }

  @Test
  void aBatchThatStaysSmallGoesWhenTheWindowEnds() {
    QUEUES.send(queue, "a");

    ScriptedFunction function =
        start(
            spec(25, Duration.ofSeconds(1), List.of(), false, Optional.empty()),
            ScriptedFunction.silent("f"));

    await().until(() -> bodies(function).equals(List.of("a")));
  }

  @Test
  void moreThanTenMessagesNeedAWindow() {
    assertThatIllegalArgumentException().isThrownBy(() -> plain(11));
  }

  @Test
  void noMoreBatchesRunAtATimeThanConfigured() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ScriptedFunction function =
        start(
            spec(1, Duration.ZERO, List.of(), false, Optional.of(2)),
            new ScriptedFunction(
                "f",
                (_, _) -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  gate.await();
                  running.decrementAndGet();
                  return "null";
                }));

    IntStream.range(0, 5).forEach(i -> QUEUES.send(queue, "m" + i));
    await().until(() -> running.get() == 2);
    gate.countDown();

    await().until(() -> QUEUES.size(queue) == 0);
    assertThat(most).hasValue(2);
    assertThat(function.events()).hasSize(5);
  }

  @Test
  void messagesThatTheFilterDropsAreDeletedUnseen() {
    ScriptedFunction function =
        start(
            spec(
                10,
                Duration.ZERO,
                List.of("{\"body\":{\"kind\":[\"x\"]}}"),
                false,
                Optional.empty()),
            ScriptedFunction.silent("f"));

    QUEUES.send(queue, "{\"kind\":\"y\"}");
    QUEUES.send(queue, "no json");
    QUEUES.send(queue, "{\"kind\":\"x\"}");

    await().until(() -> bodies(function).equals(List.of("{\"kind\":\"x\"}")));
    await().until(() -> QUEUES.size(queue) == 0);
    assertThat(bodies(function)).hasSize(1);
  }

  private QueueSourceSpec plain(int batchSize) {
    return spec(batchSize, Duration.ZERO, List.of(), false, Optional.empty());
  }

  private QueueSourceSpec spec(
      int batchSize,
      Duration window,
      List<String> filters,
      boolean report,
      Optional<Integer> concurrency) {
    return new QueueSourceSpec(queue, "f", batchSize, window, filters, report, concurrency);
  }

  private ScriptedFunction start(QueueSourceSpec spec, ScriptedFunction function) {
    Functions functions = TestFunctions.of(new QueueSender(QUEUES.client()), function);
    SqsQueueSource source = new SqsQueueSource(spec, QUEUES.client(), functions, SETTINGS);
    source.start();
    started.add(source);
    started.add(functions);
    return function;
  }

  /** Reports the message of this body as failed when it comes for the first time. */
  private static String failFirstTime(String body, String event) {
    for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
      boolean first =
          record.path("attributes").path("ApproximateReceiveCount").asText().equals("1");
      if (first && record.path("body").asText().equals(body)) {
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
            .formatted(record.path("messageId").asText());
      }
    }
    return "{\"batchItemFailures\":[]}";
  }

  private static List<JsonNode> records(ScriptedFunction function) {
    List<JsonNode> records = new ArrayList<>();
    for (String event : function.events()) {
      Json.parse(event).orElseThrow().path("Records").forEach(records::add);
    }
    return records;
  }

  private static List<String> bodies(ScriptedFunction function) {
    return records(function).stream().map(record -> record.path("body").asText()).toList();
  }
}
