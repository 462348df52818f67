package dev.freshet.emulators.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The events of one archive, in memory. What was replayed is not archived again. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive-event.html">Archiving
 *     events</a>
 */
final class Archive {

  /** The mark of a replayed event. */
  static final String REPLAY_NAME = "replay-name";

  /** Beyond that, the oldest are forgotten: some tens of megabytes. */
  static final int MOST_EVENTS = 20_000;

  private static final String EVERYTHING = "{\"source\":[{\"exists\":true}]}";

  private final ArchiveSpec spec;
  private final Rules pattern;
  private final Deque<ObjectNode> events = new ArrayDeque<>();

  Archive(ArchiveSpec spec) {
    this.spec = spec;
    this.pattern =
        new Rules(
            List.of(
                new RuleSpec(
                    spec.name(),
                    spec.arn(),
                    spec.busName(),
                    spec.pattern().orElse(EVERYTHING),
                    List.of())));
  }

  ArchiveSpec spec() {
    return spec;
  }

  /** Keeps an event that was put on a bus, if it is one of this archive's. */
  void offer(String bus, ObjectNode event, Instant now) {
    if (event.has(REPLAY_NAME) || pattern.matching(bus, event).isEmpty()) {
      return;
    }
    synchronized (events) {
      events.addLast(event);
      forget(now);
    }
  }

  /** The events whose time is not before the one and before the other. */
  List<ObjectNode> between(Instant from, Instant to, Instant now) {
    synchronized (events) {
      forget(now);
      return events.stream()
          .filter(event -> !time(event).isBefore(from) && time(event).isBefore(to))
          .toList();
    }
  }

  private void forget(Instant now) {
    Instant oldest = spec.retention().map(now::minus).orElse(Instant.MIN);
    while (!events.isEmpty()
        && (events.size() > MOST_EVENTS || time(events.getFirst()).isBefore(oldest))) {
      events.removeFirst();
    }
  }

  static Instant time(JsonNode event) {
    return Instant.parse(event.path("time").asText());
  }
}
