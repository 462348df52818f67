package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.emulators.lambda.functions.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * A stream record on its way to a function.
 *
 * @param created when the table took the change, to the second, as streams say it
 * @param json the record as the function gets it
 * @param bytes the size of {@code json}
 */
record StreamItem(
    String sequenceNumber,
    Instant created,
    Map<String, AttributeValue> keys,
    ObjectNode json,
    int bytes) {

  /**
   * Makes the record that a function gets.
   *
   * @param seen when the stream showed it first
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">The event of a
   *     stream</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html">ApproximateCreationDateTime
   *     is rounded down to the second</a>
   */
  static StreamItem of(Record record, String streamArn, Instant seen) {
    StreamRecord change = record.dynamodb();
    Instant created = created(change.approximateCreationDateTime(), seen);
    ObjectNode json =
        Json.object()
            .put("eventID", record.eventID())
            .put("eventName", record.eventNameAsString())
            .put("eventVersion", record.eventVersion())
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", record.awsRegion());
    json.set("dynamodb", change(change, created));
    json.put("eventSourceARN", streamArn);
    if (record.userIdentity() != null) {
      json.putObject("userIdentity")
          .put("principalId", record.userIdentity().principalId())
          .put("type", record.userIdentity().type());
    }
    int bytes = json.toString().getBytes(StandardCharsets.UTF_8).length;
    return new StreamItem(change.sequenceNumber(), created, change.keys(), json, bytes);
  }

  /**
   * DynamoDB Local rounds down to the minute, so that when the record was seen says more.
   *
   * @return when it was seen, if that is within the minute that the record names, or else the end
   *     of that minute that is nearest
   */
  private static Instant created(Instant minute, Instant seen) {
    long first = minute.getEpochSecond();
    return Instant.ofEpochSecond(Math.clamp(seen.getEpochSecond(), first, first + 59));
  }

  /** The sequence number as a number: a longer one is a later one. */
  BigInteger position() {
    return new BigInteger(sequenceNumber);
  }

  private static ObjectNode change(StreamRecord change, Instant created) {
    ObjectNode json = Json.object().put("ApproximateCreationDateTime", created.getEpochSecond());
    json.set("Keys", AttributeJson.of(change.keys()));
    if (change.hasNewImage()) {
      json.set("NewImage", AttributeJson.of(change.newImage()));
    }
    if (change.hasOldImage()) {
      json.set("OldImage", AttributeJson.of(change.oldImage()));
    }
    return json.put("SequenceNumber", change.sequenceNumber())
        .put("SizeBytes", change.sizeBytes())
        .put("StreamViewType", change.streamViewTypeAsString());
  }
}
