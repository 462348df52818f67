package dev.freshet.operations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.domain.Event;
import dev.freshet.domain.UserDataChanged;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A flush as it travels: see {@code docs/events/UserDataChanged.schema.json}. Written field by
 * field, as an operator's tools need none of what functions are made of.
 */
final class FlushEvent {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private FlushEvent() {}

  static String json(Event<UserDataChanged> event) {
    Event.Metadata metadata = event.metadata();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode flush = root.putArray("events").addObject();
    flush
        .putObject("metadata")
        .put("id", metadata.id())
        .put("version", metadata.version())
        .put("occurredAt", MILLIS.format(metadata.occurredAt()))
        .put("committedAt", MILLIS.format(metadata.committedAt()))
        .put("correlationId", metadata.correlationId())
        .put("idempotencyKey", metadata.idempotencyKey());
    ObjectNode data = flush.putObject("data");
    data.put("owner", event.data().owner().text());
    event.data().views().forEach(view -> data.withArray("views").add(view.value()));
    data.putArray("changes");
    return root.toString();
  }
}
