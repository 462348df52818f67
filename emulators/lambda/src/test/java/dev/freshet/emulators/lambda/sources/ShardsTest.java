package dev.freshet.emulators.lambda.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.Json;
import dev.freshet.emulators.lambda.testing.FakeQueues;
import dev.freshet.emulators.lambda.testing.ScriptedFunction;
import dev.freshet.emulators.lambda.testing.TestFunctions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShardsTest {
  private final FakeStream stream = new FakeStream();
  private final FakeQueues queues = new FakeQueues();
  private final List<AutoCloseable> started = new ArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    gate.countDown();
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  @Test
  void aChildIsReadWhenItsParentIsProcessed() {
    stream.open("parent", null);
    stream.open("child", "parent");
    stream.write("parent", "a");
    stream.write("child", "b");
    stream.close("parent");
    ScriptedFunction function =
        start(
            spec(1, true, List.of()),
            new ScriptedFunction(
                "f",
                (event, _) -> {
                  if (keysOf(event).contains("a")) {
                    gate.await();
                  }
                  return "null";
                }));
    await().until(() -> keys(function).equals(List.of("a")));
    await().during(Duration.ofMillis(200)).until(() -> keys(function).size() == 1);

    gate.countDown();

    await().until(() -> keys(function).equals(List.of("a", "b")));
  }

  @Test
  void aShardThatOpensLaterIsReadFromItsStart() {
    stream.open("first", null);
    ScriptedFunction function = start(spec(1, false, List.of()), ScriptedFunction.silent("f"));

    stream.open("second", "first");
    stream.write("second", "early");
    stream.close("first");

    await().until(() -> keys(function).equals(List.of("early")));
  }

  @Test
  void aShardWhoseParentIsTrimmedIsReadAtOnce() {
    stream.open("orphan", "gone");
    stream.write("orphan", "a");

    ScriptedFunction function = start(spec(1, true, List.of()), ScriptedFunction.silent("f"));

    await().until(() -> keys(function).equals(List.of("a")));
  }

  @Test
  void everyPageOfTheListOfShardsIsRead() {
    stream.page(1);
    for (String shard : List.of("a", "b", "c")) {
      stream.open(shard, null);
      stream.write(shard, shard);
    }

    ScriptedFunction function = start(spec(1, true, List.of()), ScriptedFunction.silent("f"));

    await().until(() -> keys(function).size() == 3);
    assertThat(keys(function)).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void anExpiredIteratorIsReplacedWithoutLossOrRepetition() {
    stream.open("shard", null);
    stream.write("shard", "a");
    ScriptedFunction function = start(spec(1, true, List.of()), ScriptedFunction.silent("f"));
    await().until(() -> keys(function).equals(List.of("a")));

    stream.expireNextIterator();
    stream.write("shard", "b");

    await().until(() -> keys(function).size() > 1);
    assertThat(keys(function)).containsExactly("a", "b");
  }

  @Test
  void recordsThatMatchNoFilterAreSkipped() {
    stream.open("shard", null);
    List.of("USER#a", "IDEMPOTENCY#b", "USER#c").forEach(key -> stream.write("shard", key));

    ScriptedFunction function =
        start(
            spec(
                1,
                true,
                List.of("{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"USER#\"}]}}}}")),
            ScriptedFunction.silent("f"));

    await().until(() -> keys(function).size() == 2);
    assertThat(keys(function)).containsExactly("USER#a", "USER#c");
  }

  @Test
  void parallelBatchesKeepTheOrderOfEachItem() {
    stream.open("shard", null);
    IntStream.range(0, 300).forEach(i -> stream.write("shard", "item-" + i % 10));
    List<String> sequences = new CopyOnWriteArrayList<>();

    ScriptedFunction function =
        start(
            spec(4, true, List.of()),
            new ScriptedFunction(
                "f",
                (event, _) -> {
                  sequences.addAll(sequencesOf(event));
                  return "null";
                }));

    await().until(() -> sequences.size() == 300);
    for (int item = 0; item < 10; item++) {
      int number = item;
      assertThat(
              sequences.stream()
                  .map(Integer::parseInt)
                  .filter(sequence -> (sequence - 1) % 10 == number))
          .isSorted();
    }
    assertThat(function.events().size()).isGreaterThan(1);
  }

  @Test
  void aFailingItemHoldsBackItsOwnLaneOnly() {
    stream.open("shard", null);
    IntStream.range(0, 20).forEach(i -> stream.write("shard", "item-" + i));

    ScriptedFunction function =
        start(
            new StreamSourceSpec(
                "arn:aws:dynamodb:local:000000000000:table/t/stream/1",
                "f",
                1,
                Duration.ZERO,
                10,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.empty()),
            new ScriptedFunction(
                "f",
                (event, _) -> {
                  if (keysOf(event).contains("item-7")) {
                    throw new IllegalStateException("poison");
                  }
                  return "null";
                }));

    await().until(() -> keys(function).stream().distinct().count() > 10);
    assertThat(keys(function)).contains("item-7");
  }

  private static StreamSourceSpec spec(int parallel, boolean fromTheOldest, List<String> filters) {
    return new StreamSourceSpec(
        "arn:aws:dynamodb:local:000000000000:table/t/stream/1",
        "f",
        100,
        Duration.ZERO,
        parallel,
        filters,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        fromTheOldest,
        Optional.empty());
  }

  private ScriptedFunction start(StreamSourceSpec spec, ScriptedFunction function) {
    Functions functions = TestFunctions.of(queues.sender(), function);
    SourceSettings settings =
        new SourceSettings(
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(5),
            Duration.ofMillis(5));
    DynamoDbStreamSource source =
        new DynamoDbStreamSource(
            spec, stream, functions, queues.sender(), settings, Clock.systemUTC());
    source.start();
    started.add(source);
    started.add(functions);
    return function;
  }

  private static List<String> keys(ScriptedFunction function) {
    return function.events().stream().flatMap(event -> keysOf(event).stream()).toList();
  }

  private static List<String> keysOf(String event) {
    List<String> keys = new ArrayList<>();
    Json.parse(event)
        .orElseThrow()
        .path("Records")
        .forEach(
            record -> keys.add(record.path("dynamodb").path("Keys").path("pk").path("S").asText()));
    return keys;
  }

  private static List<String> sequencesOf(String event) {
    List<String> sequences = new ArrayList<>();
    Json.parse(event)
        .orElseThrow()
        .path("Records")
        .forEach(record -> sequences.add(record.path("dynamodb").path("SequenceNumber").asText()));
    return sequences;
  }
}
