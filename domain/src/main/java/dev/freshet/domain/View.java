package dev.freshet.domain;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A view in the catalogue: the kind of its owner, the lifetimes of its copies, and the changes that
 * it shows.
 *
 * @param cacheTtl maximum age of a page in Redis without an eviction, whole milliseconds
 * @param edgeTtl maximum lifetime at the edge under a lease, whole seconds
 * @param period how long the view stays the same if no data changes: it bounds both lifetimes
 */
public record View(
    ViewName name,
    Owner.Kind ownerKind,
    Duration cacheTtl,
    Duration edgeTtl,
    Period period,
    List<Dependency> dependencies) {

  public View {
    if (!cacheTtl.isPositive() || !edgeTtl.isPositive()) {
      throw new IllegalArgumentException("the lifetimes of view " + name + " must be above zero");
    }
    dependencies = List.copyOf(dependencies);
  }

  /** Whether a change of these attributes of such an item can be seen in this view. */
  public boolean shows(ItemType type, Set<String> attributes) {
    return dependencies.stream().anyMatch(dependency -> dependency.touchedBy(type, attributes));
  }

  /** Whether every change that can be seen in the other view can be seen in this one as well. */
  boolean showsAllOf(View other) {
    return ownerKind == other.ownerKind
        && other.dependencies.stream()
            .allMatch(theirs -> dependencies.stream().anyMatch(ours -> ours.covers(theirs)));
  }

  /** This view with copies at the edge that live no longer than so long, in whole seconds. */
  public View atEdgeNoLongerThan(Duration limit) {
    return limit.compareTo(edgeTtl) < 0
        ? new View(name, ownerKind, cacheTtl, limit, period, dependencies)
        : this;
  }

  /**
   * Items that a view shows, and which of their attributes.
   *
   * @param attributes empty if any change of the item shows, its coming and going included
   */
  public record Dependency(ItemType type, Set<String> attributes) {
    public Dependency {
      attributes = Set.copyOf(attributes);
    }

    boolean touchedBy(ItemType changed, Set<String> changedAttributes) {
      return changed == type
          && (attributes.isEmpty() || changedAttributes.stream().anyMatch(attributes::contains));
    }

    /** Whether every change that affects the other view also affects this one. */
    boolean covers(Dependency other) {
      return type == other.type
          && (attributes.isEmpty()
              || (!other.attributes.isEmpty() && attributes.containsAll(other.attributes)));
    }
  }

  static Dependency any(ItemType type) {
    return new Dependency(type, Set.of());
  }

  static Dependency only(ItemType type, String... attributes) {
    return new Dependency(type, Set.of(attributes));
  }
}
