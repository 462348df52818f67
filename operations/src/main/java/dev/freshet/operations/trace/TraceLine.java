package dev.freshet.operations.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line that a function logged.
 *
 * @param function the class of its handler
 * @param correlationIds of the changes that it is about
 */
record TraceLine(
    Instant at,
    String level,
    String function,
    String message,
    List<String> correlationIds,
    Map<String, String> fields) {
  private static final ObjectMapper JSON = new ObjectMapper();

  TraceLine {
    correlationIds = List.copyOf(correlationIds);
  }

  /** Reads a line; empty if it is none of the log's, such as one with metrics. */
  static Optional<TraceLine> parse(String text) {
    try {
      JsonNode line = JSON.readTree(text);
      return line.path("timestamp").isNumber() && line.path("message").isTextual()
          ? Optional.of(read(line))
          : Optional.empty();
    } catch (JsonProcessingException other) {
      return Optional.empty();
    }
  }

  private static TraceLine read(JsonNode line) {
    Map<String, String> fields = new LinkedHashMap<>();
    line.path("kvpList")
        .forEach(pair ->
            pair.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText())));
    Optional.of(line.at("/throwable/className").asText())
        .filter(thrown -> !thrown.isEmpty())
        .ifPresent(thrown -> fields.put("thrown", thrown));
    return new TraceLine(
        Instant.ofEpochMilli(line.path("timestamp").asLong()),
        line.path("level").asText(),
        line.at("/mdc/function").asText("?"),
        line.path("message").asText(),
        List.of(line.at("/mdc/correlationId").asText().split(" ")),
        fields);
  }

  /** The id under which the event goes on into which several changes were put, if it is another. */
  Optional<String> eventId() {
    return Optional.ofNullable(fields.get("eventCorrelationId"));
  }
}
