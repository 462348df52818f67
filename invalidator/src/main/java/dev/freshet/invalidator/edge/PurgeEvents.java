package dev.freshet.invalidator.edge;

import dev.freshet.domain.EdgeInvalidated;
import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.invalidator.Digest;
import dev.freshet.invalidator.EventBus;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Tells the bus which tags were purged. */
final class PurgeEvents {
  private PurgeEvents() {}

  /** One event for one call: a hundred views at most, so that the bus takes it. */
  static EventBus.Entry of(Invalidation invalidation, String invalidationId) {
    List<Metadata> causes =
        invalidation.causes().stream().map(Event<ViewsEvicted>::metadata).toList();
    List<String> correlationIds = causes.stream().map(Metadata::correlationId).distinct().toList();
    String key = invalidation.callerReference();
    return EventBus.Entry.of(
        EdgeInvalidated.TYPE,
        new Event<>(
            new Metadata(
                EdgeInvalidated.TYPE + "-" + Digest.of(List.of(key)),
                Event.VERSION,
                earliest(causes, Metadata::occurredAt),
                earliest(causes, Metadata::committedAt),
                correlationIds.getFirst(),
                key),
            new EdgeInvalidated(invalidationId, invalidation.tags(), correlationIds)));
  }

  private static Instant earliest(List<Metadata> causes, Function<Metadata, Instant> time) {
    return causes.stream().map(time).min(Instant::compareTo).orElseThrow();
  }
}
