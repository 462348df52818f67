package dev.freshet.bench.replay;

import dev.freshet.operations.cost.Prices;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;

/** The environment of a design. */
record World(
    Trace trace,
    Prices prices,
    VirtualTime time,
    Counts counts,
    ViewCache cache,
    ReplayedEdge edge,
    Table table) {
  /** As in production. */
  static final ProtocolTimes TIMES =
      new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500));
}
