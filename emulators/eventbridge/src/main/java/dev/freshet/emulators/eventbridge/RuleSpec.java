package dev.freshet.emulators.eventbridge;

import java.util.List;

/**
 * A rule of the template.
 *
 * @param busName the bus that it listens to
 * @param pattern the event pattern, as JSON
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event
 *     patterns</a>
 */
public record RuleSpec(
    String name, String arn, String busName, String pattern, List<TargetSpec> targets) {

  public RuleSpec {
    targets = List.copyOf(targets);
  }
}
