package dev.freshet.checker.search;

import dev.freshet.checker.model.Actions;
import dev.freshet.checker.model.Journal;
import dev.freshet.checker.model.Moves;
import dev.freshet.checker.model.Schedule;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Searches for the shortest schedule that violates an invariant, by increasing length. */
public final class Shortest {

  /** More would take too long for a user who waits for a trace. */
  private static final long MOST_STEPS = 40_000;

  private final Setup setup;
  private final Variant variant;

  /** The number of further actions tried from a state without a violation. */
  private final Map<Long, Integer> tried = new HashMap<>();

  private int[] path = new int[0];
  private long steps;

  private Shortest(Setup setup, Variant variant) {
    this.setup = setup;
    this.variant = variant;
  }

  /** Empty if none of at most this length exists, or the search would take too long. */
  static Optional<Trace> in(Setup setup, Variant variant, int longest) {
    return new Shortest(setup, variant).upTo(longest);
  }

  private Optional<Trace> upTo(int longest) {
    for (int length = 1; length <= longest && steps < MOST_STEPS; length++) {
      path = new int[length];
      tried.clear();
      if (violates(new Schedule(setup, variant, new Journal(false)), 0)) {
        return Optional.of(new Trace(setup, variant, path));
      }
    }
    return Optional.empty();
  }

  private boolean violates(Schedule here, int depth) {
    int left = path.length - depth;
    if (left == 0 || steps > MOST_STEPS || tried.getOrDefault(here.hash(), 0) >= left) {
      return false;
    }
    tried.put(here.hash(), left);
    Actions possible = new Actions();
    Moves.all(here, possible);
    for (int i = 0; i < possible.size(); i++) {
      Schedule next = i == possible.size() - 1 ? here : here.copy();
      path[depth] = possible.get(i);
      next.perform(path[depth]);
      steps++;
      if (next.world().journal().violation() != null || violates(next, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
