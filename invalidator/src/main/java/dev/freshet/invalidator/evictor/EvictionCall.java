package dev.freshet.invalidator.evictor;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What ViewEvictor is invoked with: each owner once.
 *
 * @param correlationIds of the changes, for the log; a dispatcher of an earlier version sends none
 */
public record EvictionCall(List<OwnerViews> evictions, @Nullable List<String> correlationIds) {
  public EvictionCall {
    evictions = List.copyOf(evictions);
    correlationIds = correlationIds == null ? List.of() : List.copyOf(correlationIds);
  }

  List<String> causes() {
    return correlationIds == null ? List.of() : correlationIds;
  }

  /** Views to be evicted; also one that the catalogue no longer has. */
  public record OwnerViews(Owner owner, SortedSet<ViewName> views) {}
}
