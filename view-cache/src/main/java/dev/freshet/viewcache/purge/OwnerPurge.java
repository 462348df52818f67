package dev.freshet.viewcache.purge;

import dev.freshet.domain.CacheTag;
import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.lease.Lease.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The views of one owner to purge together, and the evictions that require it.
 *
 * @param views at least one
 */
public record OwnerPurge(Owner owner, SortedMap<ViewName, List<Cause>> views) {
  /**
   * An eviction of a view.
   *
   * @param notice by its place among the notices
   */
  public record Cause(int notice, Instant evictedAt, @Nullable FoundLease found) {}

  static OwnerPurge of(Owner owner) {
    return new OwnerPurge(owner, new TreeMap<>());
  }

  void add(int index, ViewsEvicted notice, ViewsEvicted.Eviction eviction) {
    views
        .computeIfAbsent(eviction.view(), _ -> new ArrayList<>())
        .add(new Cause(index, notice.evictedAt(), eviction.lease()));
  }

  /** The notices that the purge is for. */
  public SortedSet<Integer> notices() {
    SortedSet<Integer> notices = new TreeSet<>();
    views.values().forEach(causes -> causes.forEach(cause -> notices.add(cause.notice())));
    return notices;
  }

  /**
   * The smallest set of tags that covers all copies of the views: one for a card, which also covers
   * the views that show the whole card, and one for the other views. For several other views this
   * is the owner's tag: it also removes unaffected copies, each of which costs one answer of the
   * origin, a thousandth of another tag.
   */
  public List<CacheTag> tags(ViewCatalogue catalogue) {
    List<CacheTag> tags = new ArrayList<>();
    List<ViewName> rest = new ArrayList<>(views.keySet());
    if (rest.remove(ViewCatalogue.CARD.name())) {
      CacheTag card = CacheTag.ofCard(owner);
      tags.add(card);
      rest.removeIf(view -> catalogue.tags(owner, view).contains(card));
    }
    if (rest.size() > 1) {
      tags.add(CacheTag.of(owner));
    } else if (!rest.isEmpty()) {
      tags.add(CacheTag.of(owner, rest.getFirst()));
    }
    return tags;
  }

  /** Whether an eviction among them covers all copies of the grant. */
  static boolean isCovered(List<Cause> causes, Grant grant, Duration skew) {
    return causes.stream()
        .anyMatch(cause -> grant.coveredBy(cause.evictedAt(), cause.found(), skew));
  }
}
