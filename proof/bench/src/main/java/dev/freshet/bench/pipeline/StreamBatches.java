package dev.freshet.bench.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Renames as stream records in Lambda's format. */
final class StreamBatches {
  private final String round;
  private final int batchSize;
  private final int owners;

  /**
   * @param round makes the records' ids different from those of other rounds
   * @param owners number of users, in turn
   */
  StreamBatches(String round, int batchSize, int owners) {
    this.round = round;
    this.batchSize = batchSize;
    this.owners = owners;
  }

  /** A number of records in batches of equal size. */
  List<byte[]> of(int records) {
    return IntStream.range(0, records / batchSize).mapToObj(this::batch).toList();
  }

  private byte[] batch(int number) {
    StringBuilder json = new StringBuilder("{\"Records\":[");
    for (int i = 0; i < batchSize; i++) {
      json.append(i == 0 ? "" : ",").append(record(number * batchSize + i));
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private String record(int record) {
    int owner = record % owners;
    return """
    {"eventID":"%1$s-%2$d","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb",\
    "awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1767225600,\
    "Keys":{"pk":{"S":"USER#user%6$d"},"sk":{"S":"PROFILE"}},\
    "OldImage":%3$s,"NewImage":%4$s,\
    "SequenceNumber":"%5$d","SizeBytes":300,"StreamViewType":"NEW_AND_OLD_IMAGES"},\
    "eventSourceARN":"arn:aws:dynamodb:us-east-1:000000000000:table/freshet/stream/s"}\
    """
        .formatted(round, record, image(owner, "before"), image(owner, "after"), record + 1, owner);
  }

  private static String image(int owner, String name) {
    return """
    {"pk":{"S":"USER#user%1$d"},"sk":{"S":"PROFILE"},"name":{"S":"%2$s"},\
    "email":{"S":"user%1$d@example.org"},"version":{"N":"2"},"changedAt":{"N":"1767225600123"},\
    "correlationId":{"S":"c-%1$d"}}\
    """
        .formatted(owner, name);
  }
}
