package dev.freshet.bench.pipeline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.freshet.bench.Processors;
import dev.freshet.emulators.lambda.functions.Handlers;
import dev.freshet.invalidator.dispatcher.EvictionDispatcher;
import dev.freshet.invalidator.evictor.ViewEvictor;
import dev.freshet.invalidator.publisher.ChangePublisher;
import dev.freshet.servers.RedisServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The path of a change in one process: the deployed publisher, dispatcher and evictor, from
 * Lambda's input to the reply of a real Redis and the message for the purge queue. Minimal servers
 * for bus, queue and Lambda connect them over HTTP.
 */
final class ChangePath implements AutoCloseable {
  /** Concurrent batches of the stream and of the queue; most wait for an answer. */
  private static final int PARALLEL = 16;

  private static final String NO_FAILURES = "{\"batchItemFailures\":[]}";

  /** Not called by these handlers; each call would fail. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              ChangePath.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final DirectAws aws;
  private final ChangeQueue queue;
  private final ChangePublisher publisher;
  private final ViewEvictor evictor;

  /**
   * The measurements of a number of records.
   *
   * @param messages in the queue, and entries on the bus: of up to ten users
   * @param repeated messages that returned to the queue after a timeout
   */
  record Pass(long records, long messages, long repeated, Duration took, Processors used) {
    double perSecond() {
      return records * 1e9 / took.toNanos();
    }

    /** Processor time of this process, including the stand-ins. */
    double ownMicros() {
      return used.ownMicros(records);
    }

    double redisMicros() {
      return used.children().toNanos() / 1e3 / records;
    }
  }

  ChangePath(RedisServer redis) throws Exception {
    aws = new DirectAws();
    String endpoint = aws.endpoint().toString();
    System.setProperty("aws.endpointUrlEventBridge", endpoint);
    System.setProperty("aws.endpointUrlSqs", endpoint);
    System.setProperty("aws.endpointUrlLambda", endpoint);
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "bench");
    System.setProperty("aws.secretAccessKey", "bench");
    evictor =
        make(
            ViewEvictor.class,
            Map.of(
                "REDIS_URL", redis.uri().toString(),
                "REDIS_CLUSTER", "false",
                "REDIS_AUTH", "url",
                "CLOCK_SKEW_MS", "500",
                "METRICS_NAMESPACE", "Freshet"));
    EvictionDispatcher dispatcher =
        make(
            EvictionDispatcher.class,
            Map.of(
                "EVICTOR_FUNCTION",
                "evictor",
                "CHANGE_QUEUE_URL",
                endpoint + "/changes",
                "CHANGE_DLQ_URL",
                endpoint + "/letters",
                "PURGE_QUEUE_URL",
                endpoint + "/purges",
                "EVENT_BUS_NAME",
                "freshet",
                "METRICS_NAMESPACE",
                "Freshet"));
    publisher =
        make(
            ChangePublisher.class,
            Map.of(
                "EVENT_BUS_NAME", "freshet",
                "STREAM_DLQ_URL", endpoint + "/letters",
                "METRICS_NAMESPACE", "Freshet"));
    aws.deploy("evictor", streaming(evictor));
    aws.deploy("dispatcher", streaming(dispatcher));
    aws.deploy("publisher", streaming(publisher));
    queue = new ChangeQueue(aws, "dispatcher", PARALLEL);
    aws.onChanged(queue::send);
  }

  private static DirectAws.Function streaming(RequestStreamHandler handler) {
    return event -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(new ByteArrayInputStream(event), answer, CONTEXT);
      return answer.toByteArray();
    };
  }

  private static <T> T make(Class<T> type, Map<String, String> environment) throws Exception {
    return Handlers.create(type, environment, Clock.systemUTC());
  }

  /** Publishes all batches, and waits until their last change is evicted. */
  Pass run(List<byte[]> batches, int batchSize) throws Exception {
    long sent = queue.sent();
    long returned = queue.returned();
    Processors before = Processors.used();
    long began = System.nanoTime();
    try (ExecutorService shards = Executors.newFixedThreadPool(PARALLEL)) {
      List<Future<?>> all = new ArrayList<>();
      batches.forEach(batch -> all.add(shards.submit(() -> publish(batch))));
      for (Future<?> each : all) {
        each.get();
      }
    }
    queue.awaitEmpty();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Pass(
        (long) batches.size() * batchSize,
        queue.sent() - sent,
        queue.returned() - returned,
        took,
        Processors.used().since(before));
  }

  /** Repeats the batch like Lambda until the publisher succeeds. */
  private void publish(byte[] batch) {
    String answer;
    do {
      answer = new String(aws.invoke("publisher", batch), StandardCharsets.UTF_8);
    } while (!answer.equals(NO_FAILURES));
  }

  @Override
  public void close() {
    queue.close();
    evictor.close();
    aws.close();
  }
}
