package dev.freshet.invalidator.governor;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what the notices of one batch want purged, each thing once. Not thread-safe. */
public final class PurgePlan {

  private final ViewCatalogue catalogue;
  private final SortedMap<Owner, Wanted> byOwner = new TreeMap<>();
  private int wanted;

  /** What is to go of one owner, and which notices want it. */
  private record Wanted(SortedSet<ViewName> views, Set<EvictionNotice> notices) {
    Wanted() {
      this(new TreeSet<>(), new LinkedHashSet<>());
    }
  }

  PurgePlan(ViewCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  public void add(ViewName view, EvictionNotice notice) {
    Wanted ofOwner = byOwner.computeIfAbsent(notice.evicted().owner(), _ -> new Wanted());
    ofOwner.views().add(view);
    ofOwner.notices().add(notice);
    wanted++;
  }

  /** How many purges were asked for: what purging on every eviction would have cost. */
  public int wanted() {
    return wanted;
  }

  /** One item for each owner that has anything to purge, two if that cannot be helped. */
  public List<Invalidation.Item> items() {
    return byOwner.entrySet().stream()
        .flatMap(owner -> {
          List<EvictionNotice> notices = List.copyOf(owner.getValue().notices());
          return tags(owner.getKey(), owner.getValue().views()).stream()
              .map(tag -> new Invalidation.Item(tag, notices));
        })
        .toList();
  }

  /**
   * The card's tag, if the card is to go, does for the owner's views that show the same. Two of the
   * others would cost two items; the owner's tag costs one and takes at most the owner's few other
   * views along, which are a miss each, a thousandth of an item's price.
   */
  private List<CacheTag> tags(Owner owner, SortedSet<ViewName> views) {
    List<CacheTag> tags = new ArrayList<>();
    List<ViewName> left = new ArrayList<>(views);
    if (left.contains(ViewCatalogue.CARD.name())) {
      CacheTag card = CacheTag.ofCard(owner);
      tags.add(card);
      left.removeIf(view -> catalogue.tags(owner, view).contains(card));
    }
    if (!left.isEmpty()) {
      tags.add(left.size() == 1 ? CacheTag.of(owner, left.getFirst()) : CacheTag.of(owner));
    }
    return tags;
  }
}
