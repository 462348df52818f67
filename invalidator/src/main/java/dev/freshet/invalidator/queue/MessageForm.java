package dev.freshet.invalidator.queue;

import dev.freshet.domain.Event;
import dev.freshet.lambda.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, Object> events = Map.of("events", List.of(event));
    if (!fromBus) {
      return Json.write(events);
    }
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("source", Event.SOURCE);
    envelope.put("detail-type", type);
    envelope.put("detail", events);
    return Json.write(envelope);
  }
}
