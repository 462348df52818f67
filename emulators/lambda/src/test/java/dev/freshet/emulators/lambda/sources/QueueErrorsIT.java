package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.AsyncSpec;
import dev.freshet.emulators.lambda.functions.FunctionSpec;
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
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What happens to messages whose function failed, was throttled or wants them later. */
class QueueErrorsIT {
  private static final RealQueues QUEUES = new RealQueues();
  private static final int VISIBILITY_TIMEOUT = 60;
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private final Arn queue = QUEUES.create(VISIBILITY_TIMEOUT);
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
  void aReportedMessageKeepsTheVisibilityThatTheFunctionSet() {
    ScriptedFunction function =
        start(queue, true, new ScriptedFunction("f", (event, _) -> reportedOnce(event)));

    QUEUES.send(queue, "a");

    await().until(() -> counts(function).equals(List.of(1, 2)));
    await().until(() -> QUEUES.size(queue) == 0);
  }

  @Test
  void aThrottledMessageIsTriedAgainWhileItIsInvisibleAndCountsAsReceivedOnce() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    ScriptedFunction function =
        new ScriptedFunction(
            "f",
            (event, _) -> {
              if (event.contains("first")) {
                busy.countDown();
                over.await();
              }
              return "null";
            });
    FunctionSpec one =
        new FunctionSpec(
            "f",
            "f",
            function.arn(),
            function.spec().handler(),
            function.spec().environment(),
            Duration.ofSeconds(30),
            128,
            OptionalInt.of(1),
            AsyncSpec.DEFAULT);
    start(queue, false, TestFunctions.of(new QueueSender(QUEUES.client()), one));

    QUEUES.send(queue, "first");
    busy.await();
    QUEUES.send(queue, "second");
    await().until(() -> invisible() == 2);
    over.countDown();

    await().until(() -> QUEUES.size(queue) == 0);
    assertThat(counts(function)).containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 4"})
  void errorsReduceTheConcurrencyUnlessTheFunctionReportsFailuresOneByOne(
      boolean reports, int batchesAfterwards) {
    AtomicInteger running = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(4);
    CountDownLatch over = new CountDownLatch(1);
    start(
        queue,
        reports,
        new ScriptedFunction(
            "f",
            (event, _) -> {
              if (event.contains("bad")) {
                together.await();
                throw new IllegalStateException("bad");
              }
              running.incrementAndGet();
              over.await();
              return "null";
            }));

    List.of("bad 1", "bad 2", "bad 3", "bad 4").forEach(body -> QUEUES.send(queue, body));
    await().until(() -> together.getNumberWaiting() == 0 && invisible() == 4);
    List.of("a", "b", "c", "d").forEach(body -> QUEUES.send(queue, body));

    await().until(() -> running.get() == batchesAfterwards);
    await().during(Duration.ofMillis(300)).until(() -> running.get() == batchesAfterwards);
    over.countDown();
  }

  @Test
  void aMessageMayBeReceivedAThousandTimesBeforeItIsADeadLetter() {
    Arn dead = QUEUES.create(VISIBILITY_TIMEOUT);
    Arn patient =
        QUEUES.create(
            Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0",
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1000}".formatted(dead)));
    AtomicInteger highest = new AtomicInteger();
    start(
        patient,
        true,
        new ScriptedFunction(
            "f",
            (event, _) -> {
              records(event).forEach(record -> highest.accumulateAndGet(count(record), Math::max));
              return reported(event);
            }));

    QUEUES.send(patient, "poison");

    await().atMost(Duration.ofSeconds(60)).until(() -> QUEUES.size(dead) == 1);
    assertThat(highest).hasValue(1000);
  }

  private int invisible() {
    return QUEUES.size(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  /** Wants the message back after a second, the first time. */
  private String reportedOnce(String event) {
    JsonNode record = records(event).getFirst();
    if (count(record) > 1) {
      return "null";
    }
    QUEUES
        .client()
        .changeMessageVisibility(request ->
            request
                .queueUrl(QUEUES.url(queue))
                .receiptHandle(record.path("receiptHandle").asText())
                .visibilityTimeout(1));
    return reported(event);
  }

  private static String reported(String event) {
    return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
        .formatted(records(event).getFirst().path("messageId").asText());
  }

  private static List<JsonNode> records(String event) {
    List<JsonNode> records = new ArrayList<>();
    Json.parse(event).orElseThrow().path("Records").forEach(records::add);
    return records;
  }

  private static int count(JsonNode record) {
    return record.path("attributes").path("ApproximateReceiveCount").asInt();
  }

  private static List<Integer> counts(ScriptedFunction function) {
    return function.events().stream()
        .flatMap(event -> records(event).stream())
        .map(QueueErrorsIT::count)
        .toList();
  }

  private ScriptedFunction start(Arn from, boolean report, ScriptedFunction function) {
    start(from, report, TestFunctions.of(new QueueSender(QUEUES.client()), function));
    return function;
  }

  private void start(Arn from, boolean report, Functions functions) {
    SqsQueueSource source =
        new SqsQueueSource(
            new QueueSourceSpec(from, "f", 1, Duration.ZERO, List.of(), report, Optional.of(4)),
            QUEUES.client(),
            functions,
            SETTINGS);
    source.start();
    started.add(source);
    started.add(functions);
  }
}
