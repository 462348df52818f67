package dev.freshet.viewcache.purge;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.EvictionResult.Evicted;
import dev.freshet.viewcache.ProtocolTimes;
import java.time.Instant;
import java.util.SortedSet;

/** What the edge invalidator is told of an owner's eviction. Immutable. */
public record NoticeRule(ProtocolTimes times) {
  /**
   * The notice of an eviction. If the clock of the cache's server is further off than clocks may be,
   * the views are purged whatever is known of them, and the eviction counts from before its call:
   * by a clock that is ahead, a purge would remove grants that came after it, and by one that is
   * behind, it would count as too late to matter.
   *
   * @param views that were evicted
   * @param calledAt before the call of the cache, by the caller's clock
   * @param repliedAt after it, by the same clock
   * @param flush whether the views are purged in any case
   */
  public ViewsEvicted notice(
      Owner owner,
      SortedSet<ViewName> views,
      Evicted evicted,
      Instant calledAt,
      Instant repliedAt,
      boolean flush) {
    boolean wrong =
        evicted.at().isBefore(calledAt.minus(times.clockSkew()))
            || evicted.at().isAfter(repliedAt.plus(times.clockSkew()));
    return new ViewsEvicted(
        owner,
        wrong ? calledAt : evicted.at(),
        wrong || flush,
        views.stream()
            .map(view -> new ViewsEvicted.Eviction(view, evicted.found().get(view)))
            .toList());
  }
}
