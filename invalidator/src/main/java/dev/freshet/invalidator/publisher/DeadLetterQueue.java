package dev.freshet.invalidator.publisher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where records go that can never be published: whole, so that they can be read and given back for
 * as long as the queue keeps them, which is longer than the stream does. Thread-safe; blocks for as
 * long as the client does.
 */
final class DeadLetterQueue {

  /**
   * What a queue takes unless it is set to take more, in bytes of UTF-8. See <a
   * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">message
   * quotas</a>: 1 MiB since August 2025, 256 KiB before that and in older queues.
   */
  static final int LONGEST_LETTER_BYTES = 256 * 1024;

  /** Set in a letter that has no images, as it would be too long with them. */
  static final String IMAGES_OMITTED = "imagesOmitted";

  /** Unicode that SQS refuses, of all that a JSON text may hold unescaped. */
  private static final Pattern NOT_IN_MESSAGES = Pattern.compile("[\\x{FFFE}\\x{FFFF}\\p{Cs}]");

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

  private final SqsClient client;
  private final String url;

  DeadLetterQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /** Sends the record; returns false if the queue did not confirm that it has it. */
  boolean send(StreamRecord record) {
    String letter = letter(record);
    try {
      client.sendMessage(request -> request.queueUrl(url).messageBody(letter));
      return true;
    } catch (SdkException refused) {
      LOG.atError()
          .addKeyValue("sequenceNumber", record.sequenceNumber())
          .setCause(refused)
          .log("dead-letter queue did not take a record");
      return false;
    }
  }

  /** The record itself, or where it exceeds the limit without its images. */
  private static String letter(StreamRecord record) {
    String whole = escaped(record.json());
    return whole.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LETTER_BYTES
        ? whole
        : escaped(withoutImages(record));
  }

  private static JsonNode withoutImages(StreamRecord record) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("eventID", "eventName", "eventSource", "eventSourceARN")) {
      json.set(name, record.json().path(name));
    }
    ObjectNode change = json.put(IMAGES_OMITTED, true).putObject("dynamodb");
    for (String name : List.of("ApproximateCreationDateTime", "Keys", "SequenceNumber")) {
      change.set(name, record.change().path(name));
    }
    return json;
  }

  private static String escaped(JsonNode json) {
    return NOT_IN_MESSAGES
        .matcher(json.toString())
        .replaceAll(
            match -> String.format(Locale.ROOT, "\\\\u%04x", (int) match.group().charAt(0)));
  }
}
