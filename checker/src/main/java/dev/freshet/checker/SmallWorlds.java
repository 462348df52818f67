package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The worlds of which all orders are tried. */
final class SmallWorlds {

  /** Longer than a purge takes to have effect; seven of them are shorter than a fence lives. */
  private static final Duration TICK = Duration.ofSeconds(8);

  private SmallWorlds() {}

  static List<Setup> all() {
    return List.of(
        plain("two reads, one commit", 2, new Limits(2, 1, 3, Map.of())),
        plain("three reads, one commit", 3, new Limits(3, 1, 1, Map.of())),
        plain("one read, two commits", 1, new Limits(1, 2, 3, Map.of())),
        plain("two reads, two commits", 2, new Limits(2, 2, 1, Map.of())),
        plain("two reads, a call fails", 2, limits(2, Map.of(Fault.CALL, 1))),
        plain("two reads, an event twice or put aside", 2, limits(2, Map.of(Fault.MESSAGE, 1))),
        plain("two reads, a key lost", 2, limits(2, Map.of(Fault.MEMORY, 1))),
        plain("two reads, Redis wiped", 2, limits(2, Map.of(Fault.WIPE, 1))),
        plain("one read, two calls fail", 1, limits(1, Map.of(Fault.CALL, 2))),
        plain("one read, a call, an event and a key", 1, limits(1, eachOnce())),
        plain("one read, two commits, a failover", 1, new Limits(1, 2, 2, failovers(1))),
        plain("one read, two commits, a purge fails", 1, new Limits(1, 2, 3, purgeFails())),
        plain("two reads, a failover", 2, limits(2, failovers(1))),
        plain("one read, a failover and another", 1, new Limits(1, 1, 3, failovers(2))),
        skewed("clocks apart, two reads, reader ahead", new Skew(List.of(1, 0), 0, 0, 1, 0), 3),
        skewed("clocks apart, two reads, writer ahead", new Skew(List.of(0, 1), 1, 1, 0, 1), 2),
        skewed("clocks apart, purged early", new Skew(List.of(0), 1, 0, 1, 0), 5),
        skewed("clocks apart, purged late", new Skew(List.of(1), 0, 1, 0, 1), 5),
        joined("a card on a page, two commits", 1, new Limits(1, 2, 2, Map.of())),
        joined("two cards on a page", 2, new Limits(1, 1, 2, Map.of())),
        joined("a card on a page, a key lost", 1, limits(1, Map.of(Fault.MEMORY, 1))),
        hot("a hot view, two reads", 2, new Limits(2, 1, 3, Map.of())),
        hot("a hot view, a key lost", 1, new Limits(1, 1, 6, Map.of(Fault.MEMORY, 1))));
  }

  private static Limits limits(int reads, Map<Fault, Integer> faults) {
    return new Limits(reads, 1, 2, faults);
  }

  private static Map<Fault, Integer> eachOnce() {
    return Map.of(Fault.CALL, 1, Fault.MESSAGE, 1, Fault.MEMORY, 1);
  }

  private static Map<Fault, Integer> purgeFails() {
    return Map.of(Fault.PURGE, 1);
  }

  private static Map<Fault, Integer> failovers(int number) {
    return Map.of(Fault.FAILOVER, number);
  }

  /** One owner, one page, clocks that agree. */
  static Setup plain(String name, int readers, Limits limits) {
    return Setup.plain(name, timing(Duration.ZERO), readers, limits);
  }

  private static Setup skewed(String name, Skew skew, int horizon) {
    Limits limits = new Limits(skew.readers().size(), 1, horizon, Map.of());
    return Setup.plain(name, timing(TICK), skew.readers().size(), limits).with(skew);
  }

  private static Setup joined(String name, int cards, Limits limits) {
    return plain(name, 1, limits).withCards(cards + 1, cards);
  }

  /** With so much skew allowed that a hot view's copy lives one second, a cool one's four ticks. */
  private static Setup hot(String name, int readers, Limits limits) {
    Timing timing = timing(TICK.multipliedBy(2));
    return Setup.plain(name, timing, readers, limits).with(Heating.BEFORE);
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
