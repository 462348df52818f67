package dev.freshet.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Records of a stream that a function gave up, as Lambda tells the on-failure destination: from one
 * sequence number to another, both included.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retain
 *     discarded batches</a>
 */
public record StreamPosition(String streamArn, String shardId, String first, String last) {

  /** What the SDK calls the service that streams are read from. */
  public static final String SERVICE = "DynamoDbStreams";

  /** Reads what Lambda wrote; empty if it is something else. */
  public static Optional<StreamPosition> of(JsonNode message) {
    JsonNode info = message.path("DDBStreamBatchInfo");
    return info.isObject()
        ? Optional.of(
            new StreamPosition(
                info.path("streamArn").asText(),
                info.path("shardId").asText(),
                info.path("startSequenceNumber").asText(),
                info.path("endSequenceNumber").asText()))
        : Optional.empty();
  }

  /** The event that a function gets with these records; empty if the stream has none of them. */
  public Optional<String> read(DynamoDbStreamsClient streams) {
    List<StreamItem> items = new ArrayList<>();
    String iterator = iterator(streams);
    while (iterator != null) {
      String here = iterator;
      GetRecordsResponse page = streams.getRecords(request -> request.shardIterator(here));
      for (Record record : page.records()) {
        if (isAfterLast(record)) {
          return event(items);
        }
        items.add(
            StreamItem.of(record, streamArn, record.dynamodb().approximateCreationDateTime()));
      }
      boolean complete = !items.isEmpty() && items.getLast().sequenceNumber().equals(last);
      iterator = complete || page.records().isEmpty() ? null : page.nextShardIterator();
    }
    return event(items);
  }

  private String iterator(DynamoDbStreamsClient streams) {
    return streams
        .getShardIterator(request ->
            request
                .streamArn(streamArn)
                .shardId(shardId)
                .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                .sequenceNumber(first))
        .shardIterator();
  }

  private boolean isAfterLast(Record record) {
    return new BigInteger(record.dynamodb().sequenceNumber()).compareTo(new BigInteger(last)) > 0;
  }

  private static Optional<String> event(List<StreamItem> items) {
    return items.isEmpty() ? Optional.empty() : Optional.of(new StreamBatch(items, 0, 0).event());
  }
}
