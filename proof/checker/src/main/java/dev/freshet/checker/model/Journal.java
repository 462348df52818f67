package dev.freshet.checker.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a world, if enabled, and the first violation. */
public final class Journal {
  private final boolean telling;
  private final List<String> lines = new ArrayList<>();
  private @Nullable String violation;

  public Journal(boolean telling) {
    this.telling = telling;
  }

  /** Whether to format messages: most worlds are not logged. */
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
