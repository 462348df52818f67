package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.lambda.functions.Arn;
import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.QueueSender;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long messages wait for others, on real queues. */
class QueueWindowIT {
  private static final RealQueues QUEUES = new RealQueues();
  private static final Duration QUIET_WAIT = Duration.ofSeconds(3);
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(10),
          Duration.ofSeconds(1),
          QUIET_WAIT);

  private final Arn queue = QUEUES.create(60);
  private final List<AutoCloseable> started = new ArrayList<>();
  private final AtomicLong invokedAt = new AtomicLong();

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
  void aLoneMessageWaitsLongerThanItsWindow() {
    start(100, Duration.ofSeconds(1));

    assertThat(timeOf(1)).isBetween(QUIET_WAIT, QUIET_WAIT.plusSeconds(5));
  }

  @Test
  void aMessageThatOthersFollowWithinTheWindowGoesWhenItEnds() {
    ScriptedFunction function = start(100, Duration.ofSeconds(1));

    assertThat(timeOf(20)).isBetween(Duration.ofSeconds(1), QUIET_WAIT.minusMillis(200));
    assertThat(function.events()).hasSize(1);
  }

  @Test
  void aFullBatchDoesNotWait() {
    start(1, Duration.ofMinutes(5));

    assertThat(timeOf(1)).isLessThan(QUIET_WAIT);
  }

  @Test
  void withoutAWindowAMessageDoesNotWait() {
    start(10, Duration.ZERO);

    assertThat(timeOf(1)).isLessThan(QUIET_WAIT);
  }

  @Test
  void theWaitIsTheLongestThatIsDocumentedUnlessSettingsSayOtherwise() {
    assertThat(SourceSettings.LOCAL.quietWait()).hasSeconds(20);
    assertThat(SourceSettings.AS_ON_LAMBDA.quietWait()).hasSeconds(20);
  }

  /** From the first of so many messages, sent one by one, until the function is invoked. */
  private Duration timeOf(int messages) {
    long start = System.nanoTime();
    for (int i = 0; i < messages; i++) {
      QUEUES.send(queue, "m" + i);
    }
    await().until(() -> invokedAt.get() != 0);
    return Duration.ofNanos(invokedAt.get() - start);
  }

  private ScriptedFunction start(int batchSize, Duration window) {
    ScriptedFunction function =
        new ScriptedFunction(
            "f",
            (_, _) -> {
              invokedAt.compareAndSet(0, System.nanoTime());
              return "null";
            });
    Functions functions = TestFunctions.of(new QueueSender(QUEUES.client()), function);
    SqsQueueSource source =
        new SqsQueueSource(
            new QueueSourceSpec(queue, "f", batchSize, window, List.of(), false, Optional.empty()),
            QUEUES.client(),
            functions,
            SETTINGS);
    source.start();
    started.add(source);
    started.add(functions);
    return function;
  }
}
