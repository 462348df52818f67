package dev.freshet.lambda.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freshet.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A function that reads a queue. It reads and writes JSON itself, as all do.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the event</a>
 */
public abstract class QueueFunction implements RequestStreamHandler {
  private static final ObjectReader READER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();

  /** Handles a batch. The answer lists the messages that are to come back. */
  public abstract SQSBatchResponse handleRequest(SQSEvent event, Context context);

  @Override
  public final void handleRequest(InputStream in, OutputStream out, Context context)
      throws IOException {
    SQSBatchResponse response = handleRequest(read(in), context);
    out.write(Json.write(response).getBytes(StandardCharsets.UTF_8));
  }

  private static SQSEvent read(InputStream in) throws IOException {
    List<SQSEvent.SQSMessage> messages =
        StreamSupport.stream(READER.readTree(in).path("Records").spliterator(), false)
            .map(QueueFunction::message)
            .toList();
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static SQSEvent.SQSMessage message(JsonNode record) {
    Map<String, String> attributes = new HashMap<>();
    record
        .path("attributes")
        .properties()
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setMessageId(record.path("messageId").asText());
    message.setReceiptHandle(record.path("receiptHandle").asText());
    message.setBody(record.path("body").asText());
    message.setAttributes(attributes);
    return message;
  }
}
