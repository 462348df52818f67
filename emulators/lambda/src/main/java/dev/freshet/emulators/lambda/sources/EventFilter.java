package dev.freshet.emulators.lambda.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * {@code FilterCriteria}: an event passes if it matches any of the patterns, or if there are none.
 * The matching is EventBridge's own. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Event
 *     filtering</a>
 */
final class EventFilter {
  private final Machine machine = Machine.builder().build();

  /**
   * Compiles the patterns.
   *
   * @throws IllegalArgumentException if one is no pattern
   */
  EventFilter(List<String> patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      try {
        machine.addRule("filter " + i, patterns.get(i));
      } catch (IOException e) {
        throw new IllegalArgumentException("not a filter pattern: " + patterns.get(i), e);
      }
    }
  }

  // The machine declares Exception, for JSON that does not parse.
  boolean passes(JsonNode event) {
    try {
      return machine.isEmpty() || !machine.rulesForJSONEvent(event.toString()).isEmpty();
    } catch (Exception e) {
      throw new IllegalStateException("the event is not JSON", e);
    }
  }
}
