package dev.freshet.checker.search;

import dev.freshet.checker.model.Cast;
import dev.freshet.checker.model.Fault;
import dev.freshet.checker.model.Limits;
import dev.freshet.checker.model.Past;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Skew;
import dev.freshet.checker.model.Timing;
import dev.freshet.viewcache.ProtocolTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The worlds of which all orders are tried. */
public final class SmallWorlds {

  /** Longer than a purge takes to have effect; seven of them are shorter than a fence lives. */
  private static final Duration TICK = Duration.ofSeconds(8);

  private SmallWorlds() {}

  public static List<Setup> all() {
    return List.of(
        plain("two reads, one commit", 2, new Limits(2, 1, 3, Map.of())),
        plain("two reads, two commits", 2, new Limits(2, 2, 1, Map.of())),
        leased("leased, a read, a commit", 1, new Limits(1, 1, 4, Map.of())));
  }

  /** One owner, one page, clocks that agree. */
  public static Setup plain(String name, int readers, Limits limits) {
    return Setup.plain(name, timing(Duration.ZERO), readers, limits);
  }

  private static Setup leased(String name, int readers, Limits limits) {
    return plain(name, readers, limits).with(Past.LEASED);
  }

  /** A window of two ticks, so that few of them show everything; copies at the edge live four. */
  private static Timing timing(Duration skew) {
    return new Timing(
        TICK,
        new ProtocolTimes(TICK.multipliedBy(2), skew),
        TICK.multipliedBy(4),
        Duration.ofHours(1));
  }
}
