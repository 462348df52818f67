package dev.freshet.domain;

import java.util.List;
import java.util.SortedSet;

/**
 * Items of one owner changed, and these of the owner's views show it. One event per owner and batch
 * of stream records.
 *
 * @param views never empty: a change that no view shows is not published
 * @param changes empty for a flush: anything may have changed, and what is known of the views'
 *     copies is not to be relied on
 */
public record UserDataChanged(Owner owner, SortedSet<ViewName> views, List<Change> changes) {

  /** The event's name on the bus. */
  public static final String TYPE = "UserDataChanged";

  public UserDataChanged {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("views must not be empty");
    }
    changes = List.copyOf(changes);
  }

  /** Evict and purge all views of an owner, whether or not they are cached or leased. */
  public static UserDataChanged flush(Owner owner, SortedSet<ViewName> views) {
    return new UserDataChanged(owner, views, List.of());
  }

  /** Whether this is a flush. */
  public boolean flushes() {
    return changes.isEmpty();
  }

  /**
   * The change of one item. It contains attribute names but no values, which consumers do not need.
   */
  public record Change(ItemType item, Kind kind, SortedSet<String> attributes) {}

  /** What a stream record says happened. */
  public enum Kind {
    INSERT,
    MODIFY,
    REMOVE
  }
}
