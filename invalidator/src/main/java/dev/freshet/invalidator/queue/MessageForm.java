package dev.freshet.invalidator.queue;

import dev.freshet.domain.Event;
import dev.freshet.invalidator.EventBus;
import dev.freshet.lambda.json.Json;
import java.util.List;

/**
 * Reads and writes the messages of a queue whose events are of one type.
 *
 * @param type the events' name on the bus
 * @param fromBus whether the bus sends them, with its own envelope around
 */
public record MessageForm<T>(String type, Class<T> data, boolean fromBus) {
  List<Event<T>> read(String body) {
    return fromBus ? Json.readDelivered(body, data) : Json.readEvents(body, data);
  }

  /** A message with this event alone. From the bus, with what is needed to publish it again. */
  public String write(Event<T> event) {
    String events = EventBus.Entry.of(type, event).detail();
    return fromBus
        ? "{\"source\":\"%s\",\"detail-type\":\"%s\",\"detail\":%s}"
            .formatted(Event.SOURCE, type, events)
        : events;
  }
}
