package dev.freshet.emulators.lambda.sources;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Reads one shard from its start to its end and deals its records out to lanes: all records of one
 * item go to the same lane, so that their order is kept.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">GetRecords</a>
 */
final class ShardReader {
  private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);

  private final StreamSourceSpec spec;
  private final String shardId;
  private final DynamoDbStreamsClient streams;
  private final SourceSettings settings;
  private final EventFilter filter;
  private final List<Lane> lanes;
  private final InstantSource clock;
  private final Stop stop;
  private ShardIteratorType start;
  private @Nullable String lastSeen;
  private @Nullable String iterator;

  ShardReader(
      StreamSourceSpec spec,
      String shardId,
      ShardIteratorType start,
      DynamoDbStreamsClient streams,
      SourceSettings settings,
      EventFilter filter,
      List<Lane> lanes,
      InstantSource clock,
      Stop stop) {
    this.spec = spec;
    this.shardId = shardId;
    this.start = start;
    this.streams = streams;
    this.settings = settings;
    this.filter = filter;
    this.lanes = List.copyOf(lanes);
    this.clock = clock;
    this.stop = stop;
  }

  String shardId() {
    return shardId;
  }

  /** Takes its position in the stream: it will read everything written from now on. */
  void open() {
    String after = lastSeen;
    ShardIteratorType type = after == null ? start : ShardIteratorType.AFTER_SEQUENCE_NUMBER;
    iterator =
        streams
            .getShardIterator(request ->
                request
                    .streamArn(spec.streamArn())
                    .shardId(shardId)
                    .shardIteratorType(type)
                    .sequenceNumber(after))
            .shardIterator();
  }

  /**
   * Reads until the shard ends and everything of it is processed, or until the source stops.
   *
   * @throws InterruptedException if the source is closed
   */
  void read() throws InterruptedException {
    boolean more = true;
    while (more && !stop.isRequested()) {
      more = step();
    }
    for (Lane lane : lanes) {
      lane.awaitEmpty();
    }
  }

  private boolean step() throws InterruptedException {
    try {
      return poll();
    } catch (ExpiredIteratorException e) {
      iterator = null;
      return true;
    } catch (TrimmedDataAccessException e) {
      beginAnew();
      return true;
    } catch (SdkException e) {
      if (!stop.isRequested()) {
        LOG.atWarn().addKeyValue("shard", shardId).setCause(e).log("a shard cannot be read now");
      }
      return !stop.pause(settings.longestRetryAfter());
    }
  }

  /**
   * Nothing is lost if nothing was read yet: DynamoDB Local takes an iterator from before a shard's
   * first record for one whose records were trimmed.
   */
  private void beginAnew() {
    if (lastSeen != null) {
      LOG.atError().addKeyValue("shard", shardId).log("records were trimmed before they were read");
    }
    lastSeen = null;
    start = ShardIteratorType.TRIM_HORIZON;
    iterator = null;
  }

  private boolean poll() throws InterruptedException {
    if (iterator == null) {
      open();
    }
    GetRecordsResponse answer = streams.getRecords(request -> request.shardIterator(iterator));
    if (!answer.records().isEmpty()) {
      deal(answer);
      lastSeen = answer.records().getLast().dynamodb().sequenceNumber();
    }
    iterator = answer.nextShardIterator();
    boolean more = iterator != null;
    if (more && answer.records().isEmpty()) {
      stop.pause(settings.pollInterval());
    }
    return more;
  }

  private void deal(GetRecordsResponse answer) throws InterruptedException {
    List<List<StreamItem>> hands = new ArrayList<>();
    lanes.forEach(_ -> hands.add(new ArrayList<>()));
    Instant seen = clock.instant();
    answer.records().stream()
        .map(record -> StreamItem.of(record, spec.streamArn(), seen))
        .filter(item -> filter.passes(item.json()))
        .forEach(item -> hands.get(laneOf(item)).add(item));
    for (int i = 0; i < lanes.size(); i++) {
      if (!hands.get(i).isEmpty()) {
        lanes.get(i).add(hands.get(i));
      }
    }
  }

  private int laneOf(StreamItem item) {
    return Math.floorMod(item.keys().hashCode(), lanes.size());
  }
}
