package dev.freshet.checker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a world, in words if it is asked to tell, and the first violation. */
final class Journal {
  private final boolean telling;
  private final List<String> lines = new ArrayList<>();
  private @Nullable String violation;

  Journal(boolean telling) {
    this.telling = telling;
  }

  /** To be asked before words are made: most worlds are not told. */
  boolean telling() {
    return telling;
  }

  void tell(long tick, String line) {
    lines.add("t=%-3d %s".formatted(tick, line));
  }

  void violated(String invariant) {
    if (violation == null) {
      violation = invariant;
    }
  }

  @Nullable String violation() {
    return violation;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
