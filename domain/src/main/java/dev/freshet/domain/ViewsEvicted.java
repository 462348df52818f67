package dev.freshet.domain;

import java.time.Instant;
import java.util.List;

/**
 * Redis holds these views of this owner no longer; what may still be at the edge is to be purged.
 *
 * @param evictedAt by the evictor's clock, after the eviction: an answer read from Redis before it
 *     may be on its way to the edge for one more purge window
 */
public record ViewsEvicted(Owner owner, Instant evictedAt, List<Eviction> evictions) {

  public static final String TYPE = "ViewsEvicted";

  public ViewsEvicted {
    evictions = List.copyOf(evictions);
  }

  /** One view, and what Redis knew of its copies at the edge. */
  public record Eviction(ViewName view, EdgeCopy edge) {}
}
