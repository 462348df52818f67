package dev.freshet.invalidator.evictor;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewsEvicted.Eviction;
import java.time.Instant;
import java.util.List;

/** What ViewEvictor answers. An owner that is not in it was not evicted for certain. */
public record EvictionReply(List<Evicted> evicted) {
  public EvictionReply {
    evicted = List.copyOf(evicted);
  }

  /**
   * An owner whose views are gone from the cache.
   *
   * @param at by the clock of the cache's server
   * @param found the views that were under a lease
   * @param clocksApart whether that clock differs from the function's by more than clocks may, so
   *     that {@code at} orders nothing
   */
  public record Evicted(Owner owner, Instant at, List<Eviction> found, boolean clocksApart) {
    public Evicted {
      found = List.copyOf(found);
    }
  }
}
