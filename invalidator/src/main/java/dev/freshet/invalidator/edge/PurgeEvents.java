package dev.freshet.invalidator.edge;

import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.EventBus;
import dev.freshet.invalidator.governor.EvictionNotice;
import dev.freshet.invalidator.governor.Invalidation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Tells the bus which tags were purged. */
final class PurgeEvents {

  /** Well below what one call to the bus takes, so that nobody has to count bytes exactly. */
  static final int LONGEST_EVENT_BYTES = 64 * 1024;

  private PurgeEvents() {}

  /** One event; several, of some tags each, where one would be too long for the bus. */
  static List<EventBus.Entry> of(Invalidation invalidation, String invalidationId) {
    List<EventBus.Entry> entries = new ArrayList<>();
    add(entries, invalidation.items(), invalidation.callerReference(), invalidationId);
    return entries;
  }

  private static void add(
      List<EventBus.Entry> entries, List<Invalidation.Item> items, String key, String id) {
    EventBus.Entry entry = EventBus.Entry.of(EdgeInvalidated.TYPE, event(items, key, id));
    if (entry.bytes() <= LONGEST_EVENT_BYTES || items.size() == 1) {
      entries.add(entry);
      return;
    }
    int half = items.size() / 2;
    add(entries, items.subList(0, half), key, id);
    add(entries, items.subList(half, items.size()), key, id);
  }

  private static Event<EdgeInvalidated> event(
      List<Invalidation.Item> items, String key, String invalidationId) {
    Invalidation part = new Invalidation(items);
    List<Metadata> causes = part.notices().map(EvictionNotice::metadata).toList();
    List<String> correlationIds = causes.stream().map(Metadata::correlationId).distinct().toList();
    return new Event<>(
        new Metadata(
            EdgeInvalidated.TYPE + "-" + Digest.of(List.of(key, part.callerReference())),
            Event.VERSION,
            earliest(causes, Metadata::occurredAt),
            earliest(causes, Metadata::committedAt),
            correlationIds.getFirst(),
            key),
        new EdgeInvalidated(
            invalidationId, items.stream().map(Invalidation.Item::tag).toList(), correlationIds));
  }

  private static Instant earliest(List<Metadata> causes, Function<Metadata, Instant> time) {
    return causes.stream().map(time).min(Instant::compareTo).orElseThrow();
  }
}
