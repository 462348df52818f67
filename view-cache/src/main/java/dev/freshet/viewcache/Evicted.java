package dev.freshet.viewcache;

import dev.freshet.domain.EdgeCopy;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The views are gone from the cache; this is what it knew of their copies at the edge.
 *
 * @param copies one for each evicted view. {@code AliveUntil}: this eviction has to see to the
 *     purge. {@code None}: no mark, or another eviction took it and purges what it stood for.
 *     {@code Unknown}: no mark, and no witness that it was not lost
 * @param witness there exactly if a {@code None} rests on a mark being absent. Such a {@code None}
 *     is certain only while this witness equals those of as long before as edge copies live
 */
public record Evicted(
    SortedMap<ViewName, EdgeCopy> copies, Optional<ViewsEvicted.Witness> witness) {

  public Evicted {
    copies = Collections.unmodifiableSortedMap(new TreeMap<>(copies));
  }
}
