package dev.freshet.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis holds these views of this owner no longer; what may still be at the edge is to be purged.
 *
 * @param evictedAt by the evictor's clock, after the eviction: an answer read from Redis before it
 *     may be on its way to the edge for one more purge window
 * @param witness of Redis' memory: no copy, and until when one lives, is certain only if it lost no
 *     mark. Absent if all copies are unknown or another eviction's
 */
public record ViewsEvicted(
    Owner owner, Instant evictedAt, List<Eviction> evictions, @Nullable Witness witness) {

  public static final String TYPE = "ViewsEvicted";

  public ViewsEvicted {
    evictions = List.copyOf(evictions);
  }

  /** One view, and what Redis knew of its copies at the edge. */
  public record Eviction(ViewName view, EdgeCopy edge) {}

  /**
   * As long as two witnesses are equal, Redis lost no mark between them.
   *
   * @param server the server process
   * @param evictedKeys keys that it dropped for want of memory
   * @param flushes how often it was told to forget everything
   */
  public record Witness(String server, long evictedKeys, long flushes) {}
}
