package dev.freshet.emulators.lambda.sources;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A stream whose shards split and whose iterators expire when a test wants it. Thread-safe. */
final class FakeStream implements DynamoDbStreamsClient {
  private final Map<String, FakeShard> shards = new LinkedHashMap<>();
  private boolean expireNext;
  private int pageSize = 100;
  private int written;

  private static final class FakeShard {
    private final @Nullable String parent;
    private final List<Record> records = new ArrayList<>();
    private boolean closed;

    FakeShard(@Nullable String parent) {
      this.parent = parent;
    }
  }

  synchronized void open(String shard, @Nullable String parent) {
    shards.put(shard, new FakeShard(parent));
  }

  synchronized void close(String shard) {
    shard(shard).closed = true;
  }

  synchronized void expireNextIterator() {
    expireNext = true;
  }

  /** Lists this many shards at a time. */
  synchronized void page(int size) {
    pageSize = size;
  }

  /** Writes a record about the item of this key. */
  synchronized void write(String shard, String key) {
    String sequence = Integer.toString(++written);
    shard(shard)
        .records
        .add(
            Record.builder()
                .eventID(sequence)
                .eventName(OperationType.INSERT)
                .eventVersion("1.1")
                .awsRegion("local")
                .dynamodb(change ->
                    change
                        .sequenceNumber(sequence)
                        .sizeBytes(10L)
                        .approximateCreationDateTime(Instant.EPOCH)
                        .streamViewType("KEYS_ONLY")
                        .keys(Map.of("pk", AttributeValue.fromS(key))))
                .build());
  }

  @Override
  public synchronized DescribeStreamResponse describeStream(DescribeStreamRequest request) {
    List<String> ids = new ArrayList<>(shards.keySet());
    int from = ids.indexOf(String.valueOf(request.exclusiveStartShardId())) + 1;
    List<String> page = ids.subList(from, Math.min(ids.size(), from + pageSize));
    boolean more = from + pageSize < ids.size();
    return DescribeStreamResponse.builder()
        .streamDescription(stream ->
            stream
                .shards(page.stream().map(this::describe).toList())
                .lastEvaluatedShardId(more ? page.getLast() : null))
        .build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    List<Record> records = shard(request.shardId()).records;
    int position =
        switch (request.shardIteratorType()) {
          case LATEST -> records.size();
          case AFTER_SEQUENCE_NUMBER -> after(records, request.sequenceNumber());
          default -> 0;
        };
    return GetShardIteratorResponse.builder()
        .shardIterator(request.shardId() + "@" + position)
        .build();
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    if (expireNext) {
      expireNext = false;
      throw ExpiredIteratorException.builder().message("too old").build();
    }
    String[] iterator = request.shardIterator().split("@", -1);
    FakeShard shard = shard(iterator[0]);
    int position = Integer.parseInt(iterator[1]);
    List<Record> records = shard.records.subList(position, shard.records.size());
    boolean ended = shard.closed;
    return GetRecordsResponse.builder()
        .records(records)
        .nextShardIterator(ended ? null : iterator[0] + "@" + shard.records.size())
        .build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}

  private Shard describe(String id) {
    FakeShard shard = shard(id);
    return Shard.builder()
        .shardId(id)
        .parentShardId(shard.parent)
        .sequenceNumberRange(
            range -> range.startingSequenceNumber("1").endingSequenceNumber(end(shard)))
        .build();
  }

  private static @Nullable String end(FakeShard shard) {
    return shard.closed ? "999" : null;
  }

  private static int after(List<Record> records, String sequence) {
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i).dynamodb().sequenceNumber().equals(sequence)) {
        return i + 1;
      }
    }
    return 0;
  }

  private FakeShard shard(String id) {
    return Objects.requireNonNull(shards.get(id));
  }
}
