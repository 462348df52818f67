package dev.freshet.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * These views of this owner were evicted from Redis. Their long copies at the edge must be purged.
 *
 * @param evictedAt the eviction time by Redis' clock: an answer that read Redis before may reach
 *     the edge up to one purge window later
 * @param unconditional whether the views are purged whether or not a lease is recorded: after a
 *     flush, and if the clock of Redis is wrong
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
