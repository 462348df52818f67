package dev.freshet.emulators.lambda.sources;

import dev.freshet.emulators.lambda.functions.Functions;
import dev.freshet.emulators.lambda.functions.QueueSender;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Lambda's event source mapping of a DynamoDB stream: reads every shard, a parent before its
 * children, and invokes the function with batches.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Using Lambda with
 *     DynamoDB</a>
 */
public final class DynamoDbStreamSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbStreamSource.class);

  private final StreamSourceSpec spec;
  private final DynamoDbStreamsClient streams;
  private final Functions functions;
  private final QueueSender queues;
  private final SourceSettings settings;
  private final InstantSource clock;
  private final EventFilter filter;
  private final Stop stop = new Stop();
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Set<String> begun = new HashSet<>();
  private final Set<String> ended = new HashSet<>();

  /**
   * Prepares a source.
   *
   * @throws IllegalArgumentException if a filter is no pattern
   * @throws dev.freshet.emulators.lambda.functions.NoSuchFunctionException if the function is not
   *     deployed
   */
  public DynamoDbStreamSource(
      StreamSourceSpec spec,
      DynamoDbStreamsClient streams,
      Functions functions,
      QueueSender queues,
      SourceSettings settings,
      InstantSource clock) {
    this.spec = spec;
    this.streams = streams;
    this.functions = functions;
    this.queues = queues;
    this.settings = settings;
    this.clock = clock;
    this.filter = new EventFilter(spec.filters());
    functions.spec(spec.function());
  }

  /**
   * Takes its place in the stream and starts reading: every change that is committed after this
   * returns reaches the function.
   *
   * @throws SdkException if the stream cannot be read
   */
  public void start() {
    List<Shard> shards = shards();
    if (!spec.fromTheOldest()) {
      synchronized (begun) {
        shards.stream().filter(DynamoDbStreamSource::isClosed).forEach(this::skip);
      }
    }
    begin(shards, spec.fromTheOldest() ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.LATEST);
    run("stream shards", this::watchShards);
  }

  /** Stops; batches that are under way are interrupted and not checkpointed. */
  @Override
  public void close() {
    stop.request();
    threads.forEach(Thread::interrupt);
  }

  private void watchShards() throws InterruptedException {
    while (!stop.pause(settings.shardInterval())) {
      beginNew();
    }
  }

  private void beginNew() {
    try {
      begin(shards(), ShardIteratorType.TRIM_HORIZON);
    } catch (SdkException e) {
      if (!stop.isRequested()) {
        LOG.atWarn().setCause(e).log("the stream's shards cannot be listed now");
      }
    }
  }

  private List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    String[] after = new String[1];
    do {
      var page =
          streams
              .describeStream(
                  request -> request.streamArn(spec.streamArn()).exclusiveStartShardId(after[0]))
              .streamDescription();
      shards.addAll(page.shards());
      after[0] = page.lastEvaluatedShardId();
    } while (after[0] != null);
    return shards;
  }

  /** Begins every shard that is new and whose parent is finished or gone. */
  private void begin(List<Shard> shards, ShardIteratorType from) {
    Set<String> known = new HashSet<>();
    shards.forEach(shard -> known.add(shard.shardId()));
    for (Shard shard : shards) {
      synchronized (begun) {
        String parent = shard.parentShardId();
        boolean ready = parent == null || !known.contains(parent) || ended.contains(parent);
        if (ready && begun.add(shard.shardId())) {
          beginOne(shard.shardId(), from);
        }
      }
    }
  }

  private void beginOne(String shardId, ShardIteratorType from) {
    List<Lane> lanes =
        IntStream.range(0, spec.parallelizationFactor())
            .mapToObj(_ -> new Lane(spec.batchSize(), spec.batchingWindow()))
            .toList();
    ShardReader reader =
        new ShardReader(spec, shardId, from, streams, settings, filter, lanes, clock, stop);
    reader.open();
    StreamInvoker invoker =
        new StreamInvoker(spec, shardId, functions, queues, settings, clock, stop);
    List<Thread> workers = new ArrayList<>();
    lanes.forEach(lane -> workers.add(run("stream lane " + shardId, () -> work(lane, invoker))));
    run("stream reader " + shardId, () -> readToTheEnd(reader, workers));
  }

  private void readToTheEnd(ShardReader reader, List<Thread> workers) throws InterruptedException {
    reader.read();
    workers.forEach(Thread::interrupt);
    synchronized (begun) {
      ended.add(reader.shardId());
    }
    if (!stop.isRequested()) {
      beginNew();
    }
  }

  private void work(Lane lane, StreamInvoker invoker) throws InterruptedException {
    while (!stop.isRequested()) {
      invoker.process(lane.take());
      lane.done();
    }
  }

  private void skip(Shard shard) {
    begun.add(shard.shardId());
    ended.add(shard.shardId());
  }

  private static boolean isClosed(Shard shard) {
    return shard.sequenceNumberRange().endingSequenceNumber() != null;
  }

  /** Work that ends when it is interrupted. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private Thread run(String name, Work work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    threads.add(thread);
    return thread;
  }
}
