package dev.freshet.invalidator.governor;

import dev.freshet.table.governor.CachedEdgeLimit;
import dev.freshet.table.governor.EdgeLimit;
import java.time.Duration;

/** How far the month's budget is spent, and how long new answers may live at the edge for it. */
enum Stage {
  PLENTY(0, EdgeLimit.NONE),
  /** Copies die by themselves sooner, so that fewer are worth a purge. */
  SCARCE(80, Duration.ofSeconds(60)),
  /** New copies are never worth a purge: the rest of the budget is for the older ones. */
  NEARLY_SPENT(95, CachedEdgeLimit.SHORTEST);

  /** Past the budget nothing at the edge is older than this, on top of its way there. */
  static final Duration SHORTEST = CachedEdgeLimit.SHORTEST;

  private static final int PERCENT = 100;

  private final int fromPercent;
  private final Duration limit;

  Stage(int fromPercent, Duration limit) {
    this.fromPercent = fromPercent;
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }

  static Stage of(long spent, long budget) {
    Stage reached = PLENTY;
    for (Stage stage : values()) {
      if (spent * PERCENT >= stage.fromPercent * budget) {
        reached = stage;
      }
    }
    return reached;
  }
}
