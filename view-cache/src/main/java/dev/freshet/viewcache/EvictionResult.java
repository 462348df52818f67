package dev.freshet.viewcache;

import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The outcome of one owner's eviction. */
public sealed interface EvictionResult {
  /**
   * The views are gone from the cache.
   *
   * @param at by the clock of the cache's server
   * @param found the leased generations among them. Presence proves that long copies may exist;
   *     absence proves nothing, as an earlier try of the same eviction may have deleted them
   */
  record Evicted(Instant at, SortedMap<ViewName, FoundLease> found) implements EvictionResult {
    public Evicted {
      found = Collections.unmodifiableSortedMap(new TreeMap<>(found));
    }
  }

  /** The cache did not confirm. It may have happened; repeat it: evictions are never dropped. */
  record Unavailable(CacheUnavailableException cause) implements EvictionResult {}
}
