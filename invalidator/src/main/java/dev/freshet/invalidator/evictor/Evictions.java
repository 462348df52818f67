package dev.freshet.invalidator.evictor;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.Event;
import dev.freshet.domain.Event.Metadata;
import dev.freshet.domain.UserDataChanged;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.viewcache.CacheAwayException;
import dev.freshet.viewcache.Evicted;
import dev.freshet.viewcache.EvictionId;
import dev.freshet.viewcache.ViewCache;
import java.time.InstantSource;
import java.util.List;

/** Evicts what a change shows in. Thread-safe; blocks for as long as the cache does. */
final class Evictions {
  private final ViewCache cache;
  private final InstantSource clock;

  Evictions(ViewCache cache, InstantSource clock) {
    this.cache = cache;
    this.clock = clock;
  }

  /**
   * Evicts all views that the event names, also one that the catalogue no longer has: an old
   * version of a read function may still fill it. Of a flush, the edge marks are taken over like
   * any other's, and not relied on.
   *
   * @throws CacheAwayException if Redis is late or gone: to be repeated with the same event
   */
  Event<ViewsEvicted> apply(Event<UserDataChanged> event) {
    UserDataChanged change = event.data();
    EvictionId id = new EvictionId(event.metadata().idempotencyKey());
    Evicted evicted = cache.evict(change.owner(), change.views(), id);
    List<Eviction> evictions =
        evicted.copies().entrySet().stream()
            .map(copy ->
                new Eviction(
                    copy.getKey(), change.flushes() ? new EdgeCopy.Unknown() : copy.getValue()))
            .toList();
    return new Event<>(
        metadata(event.metadata()),
        new ViewsEvicted(
            change.owner(), clock.instant(), evictions, evicted.witness().orElse(null)));
  }

  private static Metadata metadata(Metadata cause) {
    return new Metadata(
        ViewsEvicted.TYPE + "-" + cause.idempotencyKey(),
        Event.VERSION,
        cause.occurredAt(),
        cause.committedAt(),
        cause.correlationId(),
        cause.idempotencyKey());
  }
}
