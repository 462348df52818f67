package dev.freshet.invalidator.edge;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.DestinationRecord;
import dev.freshet.invalidator.governor.EvictionNotice;
import dev.freshet.lambda.json.Json;
import dev.freshet.lambda.json.UnreadableJsonException;

/** What came of reading a message of the purge queue. */
sealed interface NoticeReading {

  /** It says this. */
  record Legible(EvictionNotice notice) implements NoticeReading {}

  /** It is no record of a successful eviction, and will be none later. */
  record Malformed(String messageId, String reason) implements NoticeReading {}

  static NoticeReading of(SQSMessage message) {
    try {
      DestinationRecord record = DestinationRecord.parse(message.getBody());
      JsonNode response = record.responsePayload();
      if (!record.requestContext().condition().equals("Success") || response == null) {
        return new Malformed(message.getMessageId(), "not the record of a success");
      }
      var event = Json.readEvent(response.toString(), ViewsEvicted.class);
      return new Legible(
          new EvictionNotice(message.getMessageId(), event.metadata(), event.data()));
    } catch (UnreadableJsonException refused) {
      return new Malformed(message.getMessageId(), refused.toString());
    }
  }
}
