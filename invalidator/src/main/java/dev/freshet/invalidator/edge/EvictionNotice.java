package dev.freshet.invalidator.edge;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.DestinationRecord;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;

/** A message of the purge queue: Redis was cleared, see to the edge. */
record EvictionNotice(String messageId, Metadata metadata, ViewsEvicted evicted) {

  /** What came of reading a message. */
  sealed interface Reading {

    /** It says this. */
    record Legible(EvictionNotice notice) implements Reading {}

    /** It is no record of a successful eviction, and will be none later. */
    record Malformed(String messageId, String reason) implements Reading {}
  }

  static Reading read(SQSMessage message) {
    try {
      DestinationRecord record = DestinationRecord.parse(message.getBody());
      JsonNode response = record.responsePayload();
      if (!record.requestContext().condition().equals("Success") || response == null) {
        return new Reading.Malformed(message.getMessageId(), "not the record of a success");
      }
      var event = Json.readEvent(response.toString(), ViewsEvicted.class);
      return new Reading.Legible(
          new EvictionNotice(message.getMessageId(), event.metadata(), event.data()));
    } catch (UnreadableJsonException refused) {
      return new Reading.Malformed(message.getMessageId(), refused.toString());
    }
  }

  /**
   * Names this eviction: the same when the message is delivered again, another when the change is
   * replayed and evicted anew.
   */
  String cause() {
    return metadata.idempotencyKey() + "@" + evicted.evictedAt().toEpochMilli();
  }
}
