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

/** The worlds whose orders are all tried. */
public final class SmallWorlds {

  /** Longer than a purge takes to have effect; seven ticks are shorter than a fence's lifetime. */
  private static final Duration TICK = Duration.ofSeconds(8);

  private SmallWorlds() {}

  public static List<Setup> all() {
    return List.of(
        plain("two reads, one commit", 2, new Limits(2, 1, 1, Map.of())),
        plain("one read, two commits", 1, new Limits(1, 2, 2, Map.of())),
        plain("one read, two calls fail", 1, new Limits(1, 1, 1, Map.of(Fault.CALL, 2))),
        plain("one read, two keys lost", 1, new Limits(1, 1, 2, Map.of(Fault.MEMORY, 2))),
        plain("one read, a failover", 1, new Limits(1, 1, 2, Map.of(Fault.FAILOVER, 1))),
        plain("one read, a late eviction", 1, limits(1, Fault.LATE)),
        leased("leased, one read, one commit", new Limits(1, 1, 5, Map.of())),
        leased("leased, one read, two commits", new Limits(1, 2, 3, Map.of())),
        leased("leased, one read, a call fails", limits(1, Fault.CALL)),
        leased("leased, one read, a key lost", limits(1, Fault.MEMORY)),
        leased("leased, one read, Redis wiped", limits(1, Fault.WIPE)),
        leased("leased, one read, a failover", limits(1, Fault.FAILOVER)),
        leased("leased, one read, a late call", limits(1, Fault.LATE)),
        leased("leased, one read, the store silent", limits(1, Fault.STORE)),
        leased("leased, a commit, a purge goes wrong twice", twice(Fault.PURGE)),
        leased("leased, a commit, messages twice", twice(Fault.MESSAGE)),
        leased("leased, one read, a function stops", limits(1, Fault.CRASH)),
        tiers("two points of presence", new Limits(1, 1, 4, Map.of())),
        joined("a card on a page, leased", new Limits(1, 1, 4, Map.of())));
  }

  private static Limits limits(int reads, Fault fault) {
    return new Limits(reads, 1, 3, Map.of(fault, 1));
  }

  private static Limits twice(Fault fault) {
    return new Limits(0, 1, 5, Map.of(fault, 2));
  }

  /** One owner, one page, clocks that agree. */
  public static Setup plain(String name, int readers, Limits limits) {
    return Setup.plain(name, timing(Duration.ZERO), readers, limits);
  }

  private static Setup leased(String name, Limits limits) {
    return plain(name, 1, limits).with(Past.LEASED);
  }

  private static Setup tiers(String name, Limits limits) {
    return leased(name, limits).with(Cast.SMALL.withPops(2)).with(Skew.none(2));
  }

  private static Setup joined(String name, Limits limits) {
    return leased(name, limits).with(Cast.SMALL.withCards(1));
  }

  /** A window of two ticks, which is short enough for few actions; copies at the edge live four. */
  private static Timing timing(Duration skew) {
    return new Timing(
        TICK,
        new ProtocolTimes(TICK.multipliedBy(2), skew),
        TICK.multipliedBy(4),
        Duration.ofHours(1));
  }
}
