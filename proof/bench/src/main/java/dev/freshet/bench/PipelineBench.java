package dev.freshet.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import dev.freshet.invalidator.evictor.ViewEvictor;
import dev.freshet.invalidator.publisher.ChangePublisher;
import dev.freshet.servers.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * How many stream records a second go through publisher, dispatcher and evictor in one process: the
 * deployed classes, each record of another user, from the bytes that Lambda hands over to the reply
 * of a real Redis and the message for the purge queue. Between them stand a bus, queues and a
 * Lambda that do no more than take calls over HTTP and hand them on.
 */
final class PipelineBench {
  private static final int BATCH_SIZE = 100;
  private static final int ROUNDS = 5;

  /** Until then the compiler is at work on the same processors. */
  private static final int WARM_UP_ROUNDS = 2;

  /** Batches under way at a time: most of what each does is to wait for the next. */
  private static final int SHARDS = 16;

  /** Asked for nothing by these handlers; each question would fail. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              PipelineBench.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final AtomicLong evicted = new AtomicLong();
  private final PrintStream screen;
  private final int records;

  private PipelineBench(PrintStream screen, int records) {
    this.screen = screen;
    this.records = records;
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream screen = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    new PipelineBench(screen, records).run();
    System.exit(0); // Redis' client leaves threads behind
  }

  private void run() throws Exception {
    try (RedisServer redis = RedisServer.start();
        DirectAws aws = new DirectAws()) {
      String endpoint = aws.endpoint().toString();
      System.setProperty("aws.endpointUrlEventBridge", endpoint);
      System.setProperty("aws.endpointUrlSqs", endpoint);
      System.setProperty("aws.endpointUrlLambda", endpoint);
      System.setProperty("aws.region", "us-east-1");
      System.setProperty("aws.accessKeyId", "bench");
      System.setProperty("aws.secretAccessKey", "bench");
      ViewEvictor evictor =
          make(
              ViewEvictor.class,
              Map.of(
                  "REDIS_URL", redis.uri().toString(),
                  "REDIS_CLUSTER", "false",
                  "REDIS_AUTH", "url",
                  "CLOCK_SKEW_MS", "500",
                  "PURGE_WINDOW_SECONDS", "2",
                  "METRICS_NAMESPACE", "Freshet"));
      aws.invoke(call -> evict(evictor, call));
      EvictionDispatcher dispatcher =
          make(
              EvictionDispatcher.class,
              Map.of(
                  "EVICTOR_FUNCTION", "evictor",
                  "CHANGE_QUEUE_URL", endpoint + "/changes",
                  "CHANGE_DLQ_URL", endpoint + "/letters",
                  "PURGE_QUEUE_URL", endpoint + "/purges",
                  "EVENT_BUS_NAME", "freshet",
                  "PURGE_WINDOW_SECONDS", "2",
                  "METRICS_NAMESPACE", "Freshet"));
      aws.deliverTo(batch -> dispatch(dispatcher, batch));
      ChangePublisher publisher =
          make(
              ChangePublisher.class,
              Map.of(
                  "EVENT_BUS_NAME", "freshet",
                  "STREAM_DLQ_URL", "http://127.0.0.1:1/no-letters",
                  "METRICS_NAMESPACE", "Freshet"));
      List<Double> rates = new ArrayList<>();
      for (int round = 1; round <= WARM_UP_ROUNDS; round++) {
        var _ = round("warming up", publisher);
      }
      for (int round = 1; round <= ROUNDS; round++) {
        rates.add(round("round " + round, publisher));
      }
      rates.sort(null);
      screen.printf(
          Locale.ROOT,
          "median of %d rounds of %,d records: %,.0f records/s (%,.0f to %,.0f) on %d processors%n",
          ROUNDS,
          records,
          rates.get(ROUNDS / 2),
          rates.getFirst(),
          rates.getLast(),
          Runtime.getRuntime().availableProcessors());
    }
  }

  private double round(String name, ChangePublisher publisher) throws Exception {
    List<byte[]> batches =
        IntStream.range(0, records / BATCH_SIZE).mapToObj(i -> batch(name, i)).toList();
    evicted.set(0);
    Processors before = Processors.used();
    long began = System.nanoTime();
    try (ExecutorService shards = Executors.newFixedThreadPool(SHARDS)) {
      List<Future<?>> all = new ArrayList<>();
      batches.forEach(batch -> all.add(shards.submit(() -> publish(publisher, batch))));
      for (Future<?> each : all) {
        each.get();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    long handled = (long) batches.size() * BATCH_SIZE;
    if (evicted.get() != handled) {
      throw new IllegalStateException(evicted + " evictions for " + handled + " records");
    }
    double rate = handled * 1e9 / took.toNanos();
    Processors used = Processors.used().since(before);
    screen.printf(
        Locale.ROOT,
        "%s: %,.0f records/s; processor time a record, µs: this process %.0f, Redis %.0f%n",
        name,
        rate,
        micros(used.own(), handled),
        micros(used.children(), handled));
    return rate;
  }

  private static double micros(Duration time, long records) {
    return time.toNanos() / 1e3 / records;
  }

  private static void publish(ChangePublisher publisher, byte[] batch) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      publisher.handleRequest(new ByteArrayInputStream(batch), answer, CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!answer.toString(StandardCharsets.UTF_8).equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("the publisher reports failures");
    }
  }

  private void dispatch(EvictionDispatcher dispatcher, SQSEvent batch) {
    if (!dispatcher.handleRequest(batch, CONTEXT).getBatchItemFailures().isEmpty()) {
      throw new IllegalStateException("the dispatcher reports failures");
    }
    evicted.addAndGet(batch.getRecords().size());
  }

  private static byte[] evict(ViewEvictor evictor, byte[] call) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      evictor.handleRequest(new ByteArrayInputStream(call), answer, CONTEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toByteArray();
  }

  /** As on Lambda's own ground and in the local system: the constructor with the environment. */
  private static <T> T make(Class<T> type, Map<String, String> environment)
      throws ReflectiveOperationException {
    Constructor<T> constructor = type.getDeclaredConstructor(Map.class, InstantSource.class);
    constructor.setAccessible(true);
    return constructor.newInstance(environment, Clock.systemUTC());
  }

  private static byte[] batch(String round, int number) {
    StringBuilder json = new StringBuilder("{\"Records\":[");
    for (int i = 0; i < BATCH_SIZE; i++) {
      int record = number * BATCH_SIZE + i;
      json.append(i == 0 ? "" : ",").append(record(round, record));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A rename. */
  private static String record(String round, int record) {
    return """
    {"eventID":"%1$s-%2$d","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb",\
    "awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1767225600,\
    "Keys":{"pk":{"S":"USER#user%2$d"},"sk":{"S":"PROFILE"}},\
    "OldImage":%3$s,"NewImage":%4$s,\
    "SequenceNumber":"%5$d","SizeBytes":300,"StreamViewType":"NEW_AND_OLD_IMAGES"},\
    "eventSourceARN":"arn:aws:dynamodb:us-east-1:000000000000:table/freshet/stream/s"}\
    """
        .formatted(round, record, image(record, "before"), image(record, "after"), record + 1);
  }

  private static String image(int record, String name) {
    return """
    {"pk":{"S":"USER#user%1$d"},"sk":{"S":"PROFILE"},"name":{"S":"%2$s"},\
    "email":{"S":"user%1$d@example.org"},"version":{"N":"2"},"changedAt":{"N":"1767225600123"},\
    "correlationId":{"S":"c-%1$d"}}\
    """
        .formatted(record, name);
  }
}
