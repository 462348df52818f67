package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An event that was put on a bus, for those who watch.
 *
 * @param event the whole event, as targets get it
 * @param rules the names of the rules that it matched
 */
public record BusEvent(String bus, JsonNode event, List<String> rules) {

  public BusEvent {
    rules = List.copyOf(rules);
  }

  /** The event's {@code detail-type}. */
  public String detailType() {
    return event.path("detail-type").asText();
  }

  /** The event's {@code detail}. */
  public JsonNode detail() {
    return event.path("detail");
  }
}
