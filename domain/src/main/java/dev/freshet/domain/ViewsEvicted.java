package dev.freshet.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redis holds these views of this owner no longer. Copies of them that live long at the edge have
 * to be purged.
 *
 * @param evictedAt by the clock of the Redis server that evicted: an answer that read Redis before
 *     it may be on its way to the edge for one more purge window
 * @param unconditional whether the views are purged whatever is known of their leases: after a
 *     flush, and if the clock of Redis cannot be relied on
 */
public record ViewsEvicted(
    Owner owner, Instant evictedAt, boolean unconditional, List<Eviction> evictions) {
  public static final String TYPE = "ViewsEvicted";

  public ViewsEvicted {
    evictions = List.copyOf(evictions);
  }

  /**
   * One evicted view.
   *
   * @param lease what the eviction found in Redis; absence proves nothing
   */
  public record Eviction(ViewName view, @Nullable FoundLease lease) {}

  /**
   * The view was under a lease when it was evicted: copies of it may live long at the edge.
   *
   * @param generation the view's life between two evictions, by its random token
   * @param until when the last of the copies expires by itself
   */
  public record FoundLease(String generation, Instant until) {}
}
