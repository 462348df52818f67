package dev.freshet.local.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change on its way. Times are epoch milliseconds.
 *
 * @param id the correlation id of the request that made it
 * @param name which the user signed up with; null: not known
 * @param at the commit
 */
record Change(String id, String user, @Nullable String name, long at, List<Step> steps) {
  Change {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param kind as in {@link dev.freshet.local.system.ChangeStep.Kind}
   * @param details items, views or tags
   */
  record Step(String kind, long at, List<String> details) {}
}
