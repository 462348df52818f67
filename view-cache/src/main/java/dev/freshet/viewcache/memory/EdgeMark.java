package dev.freshet.viewcache.memory;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.viewcache.EvictionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Says that the edge may hold a copy.
 *
 * @param until the latest time at which it may still be alive
 * @param takenBy the eviction that sees to its purge, if no answer went to the edge since
 */
public record EdgeMark(Instant until, Optional<EvictionId> takenBy) {

  EdgeMark raisedTo(Instant edgeUntil) {
    return new EdgeMark(edgeUntil.isAfter(until) ? edgeUntil : until, Optional.empty());
  }

  EdgeMark taken(EvictionId id) {
    return takenBy.isPresent() ? this : new EdgeMark(until, Optional.of(id));
  }

  EdgeCopy as(EvictionId id) {
    return takenBy.filter(other -> !other.equals(id)).isPresent()
        ? new EdgeCopy.None()
        : new EdgeCopy.AliveUntil(until);
  }
}
