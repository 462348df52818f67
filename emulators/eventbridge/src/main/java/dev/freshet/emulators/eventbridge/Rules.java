package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/**
 * All rules, by bus, in AWS's own matching machine.
 *
 * @see <a href="https://github.com/aws/event-ruler">Event Ruler</a>
 */
final class Rules {
  private final Map<String, Machine> machines = new HashMap<>();
  private final Map<String, RuleSpec> rules = new LinkedHashMap<>();

  /**
   * Compiles the rules.
   *
   * @throws IllegalArgumentException if a pattern is none, naming its rule
   */
  Rules(List<RuleSpec> specs) {
    for (RuleSpec rule : specs) {
      rules.put(rule.name(), rule);
      try {
        machines
            .computeIfAbsent(rule.busName(), _ -> Machine.builder().build())
            .addRule(rule.name(), rule.pattern());
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "rule %s has no valid pattern".formatted(rule.name()), e);
      }
    }
  }

  /** The rules of a bus that an event matches. */
  List<RuleSpec> matching(String bus, JsonNode event) {
    Machine machine = machines.get(bus);
    if (machine == null) {
      return List.of();
    }
    return matches(machine, event).stream()
        .distinct()
        .map(name -> java.util.Objects.requireNonNull(rules.get(name)))
        .toList();
  }

  // The machine declares Exception, for JSON that does not parse.
  private static List<String> matches(Machine machine, JsonNode event) {
    try {
      return machine.rulesForJSONEvent(event.toString());
    } catch (Exception e) {
      throw new IllegalStateException("the event is not JSON", e);
    }
  }
}
