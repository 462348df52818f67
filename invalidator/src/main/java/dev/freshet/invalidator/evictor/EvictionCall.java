package dev.freshet.invalidator.evictor;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.util.List;
import java.util.SortedSet;

/** What ViewEvictor is invoked with: each owner once. */
public record EvictionCall(List<OwnerViews> evictions) {
  public EvictionCall {
    evictions = List.copyOf(evictions);
  }

  /** Views to be evicted; also one that the catalogue no longer has. */
  public record OwnerViews(Owner owner, SortedSet<ViewName> views) {}
}
