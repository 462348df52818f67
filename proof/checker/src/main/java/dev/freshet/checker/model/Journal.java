package dev.freshet.checker.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a world, in words if it is asked to tell, and the first violation. */
public final class Journal {
  private final boolean telling;
  private final List<String> lines = new ArrayList<>();
  private @Nullable String violation;

  public Journal(boolean telling) {
    this.telling = telling;
  }

  /** To be asked before words are made: most worlds are not told. */
  public boolean telling() {
    return telling;
  }

  public void tell(long tick, String line) {
    lines.add("t=%-3d %s".formatted(tick, line));
  }

  public void violated(String invariant) {
    if (violation == null) {
      violation = invariant;
    }
  }

  public @Nullable String violation() {
    return violation;
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
