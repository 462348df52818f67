package dev.freshet.viewcache;

import dev.freshet.domain.Owner;
import dev.freshet.domain.ViewName;

/** One view of one owner: what is evicted, leased and purged as a whole. */
public record ViewKey(Owner owner, ViewName view) implements Comparable<ViewKey> {
  @Override
  public int compareTo(ViewKey other) {
    int byOwner = owner.compareTo(other.owner);
    return byOwner != 0 ? byOwner : view.compareTo(other.view);
  }
}
