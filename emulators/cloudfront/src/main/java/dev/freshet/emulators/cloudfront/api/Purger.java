package dev.freshet.emulators.cloudfront.api;

import java.util.List;

/** Removes objects from one point of presence. */
@FunctionalInterface
public interface Purger {
  /**
   * Removes what the items name.
   *
   * @param items as in {@link Invalidation#items()}.
   */
  void purge(List<String> items);
}
