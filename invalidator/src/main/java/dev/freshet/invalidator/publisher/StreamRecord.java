package dev.freshet.invalidator.publisher;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of the table's stream as Lambda delivers it, valid or not.
 *
 * @param position in its batch, from 0
 * @param json see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">the event of
 *     a stream</a>
 */
record StreamRecord(int position, JsonNode json) {

  /**
   * In bytes; Jackson's default limit is 50,000 characters. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">DynamoDB's
   * quotas</a>: other limits of Jackson's are above those of an item of 400 KB.
   */
  private static final int LONGEST_ATTRIBUTE_NAME = 64 * 1024;

  private static final ObjectReader READER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNameLength(LONGEST_ATTRIBUTE_NAME).build())
                  .build())
          .reader();

  /** The records of an event, in the stream's order. */
  static List<StreamRecord> of(InputStream event) throws IOException {
    List<StreamRecord> records = new ArrayList<>();
    for (JsonNode record : READER.readTree(event).path("Records")) {
      records.add(new StreamRecord(records.size(), record));
    }
    return records;
  }

  /** Its place in its shard; empty if it does not say. */
  String sequenceNumber() {
    return change().path("SequenceNumber").asText();
  }

  /** What happened to the item. */
  JsonNode change() {
    return json.path("dynamodb");
  }
}
