package dev.freshet.invalidator;

import dev.freshet.invalidator.EventBus.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Events that travel together: one entry of the bus, and one message of a queue.
 *
 * @param contents what the events were made of, in their order
 */
public record Envelope<T>(List<T> contents, Entry entry) {
  /**
   * A call of PutEvents or SendMessageBatch takes ten entries, so it takes a hundred events. What
   * receives ten messages gets a hundred, which it can process in its time.
   */
  public static final int MOST_EVENTS = 10;

  /**
   * A quarter of what EventBridge takes: what is made of the events on their way goes into one SQS
   * message of at most 256 KB. EventBridge and SQS charge by 64 KB.
   */
  public static final int MOST_BYTES = 64 * 1024;

  /**
   * Packs events in their order. A single event makes an envelope of any length.
   *
   * @param json of the event of each
   */
  public static <T> List<Envelope<T>> pack(String type, List<T> all, Function<T, String> json) {
    List<Envelope<T>> packed = new ArrayList<>();
    List<T> contents = new ArrayList<>();
    List<String> events = new ArrayList<>();
    int bytes = 0;
    for (T each : all) {
      String event = json.apply(each);
      int length = event.getBytes(StandardCharsets.UTF_8).length;
      if (!events.isEmpty() && (events.size() == MOST_EVENTS || bytes + length > MOST_BYTES)) {
        packed.add(new Envelope<>(List.copyOf(contents), Entry.of(type, events)));
        contents.clear();
        events.clear();
        bytes = 0;
      }
      contents.add(each);
      events.add(event);
      bytes += length;
    }
    if (!events.isEmpty()) {
      packed.add(new Envelope<>(List.copyOf(contents), Entry.of(type, events)));
    }
    return packed;
  }
}
