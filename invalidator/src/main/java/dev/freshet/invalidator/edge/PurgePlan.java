package dev.freshet.invalidator.edge;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what the notices of one batch want purged, each thing once. Not thread-safe. */
final class PurgePlan {

  private final SortedMap<Owner, Wanted> byOwner = new TreeMap<>();
  private int wanted;

  /** What is to go of one owner, and which notices want it. */
  private record Wanted(SortedSet<ViewName> views, Set<EvictionNotice> notices) {
    Wanted() {
      this(new TreeSet<>(), new LinkedHashSet<>());
    }
  }

  void add(ViewName view, EvictionNotice notice) {
    Wanted ofOwner = byOwner.computeIfAbsent(notice.evicted().owner(), _ -> new Wanted());
    ofOwner.views().add(view);
    ofOwner.notices().add(notice);
    wanted++;
  }

  /** How many purges were asked for: what purging on every eviction would have cost. */
  int wanted() {
    return wanted;
  }

  /** One item per owner that has anything to purge. */
  List<Invalidation.Item> items() {
    return byOwner.entrySet().stream()
        .map(owner ->
            new Invalidation.Item(
                tag(owner.getKey(), owner.getValue().views()),
                List.copyOf(owner.getValue().notices())))
        .toList();
  }

  /**
   * One item per owner. Two views would cost two items; the owner's tag costs one and takes at most
   * the owner's few other views along, which are a miss each, a thousandth of an item's price.
   */
  private static CacheTag tag(Owner owner, SortedSet<ViewName> views) {
    return views.size() == 1 ? CacheTag.of(owner, views.getFirst()) : CacheTag.of(owner);
  }
}
