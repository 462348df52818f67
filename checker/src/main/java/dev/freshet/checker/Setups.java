package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The worlds that are checked. */
final class Setups {
  private static final int MANY = 1_000_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Setups() {}

  /** A window of two ticks, so that few of them show everything; copies at the edge live four. */
  private static final Timing SMALL =
      new Timing(
          SECOND,
          new ProtocolTimes(Duration.ofSeconds(2), Duration.ZERO),
          Duration.ofSeconds(4),
          Duration.ofHours(1),
          Duration.ZERO);

  private static final Timing SKEWED =
      new Timing(
          SECOND,
          new ProtocolTimes(Duration.ofSeconds(2), SECOND),
          SMALL.edgeTtl(),
          SMALL.cacheTtl(),
          Duration.ZERO);

  /** The times of production, but for shorter lives: much is to expire. */
  private static final Timing LARGE =
      new Timing(
          Duration.ofMillis(500),
          new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
          Duration.ofSeconds(12),
          Duration.ofSeconds(20),
          ProtocolTimes.PURGE_DELAY);

  static Setup random(RandomGenerator random) {
    Map<Fault, Integer> faults =
        Map.of(
            Fault.CALL,
            MANY,
            Fault.MESSAGE,
            MANY,
            Fault.MEMORY,
            random.nextInt(3),
            Fault.WIPE,
            random.nextInt(2),
            Fault.FOREIGN,
            MANY);
    return new Setup(
        "random",
        LARGE,
        3,
        new Limits(MANY, MANY, MANY, faults),
        Skew.random(random, 4, LARGE.skewTicks()),
        random.nextInt(3),
        true,
        random.nextBoolean(),
        random.nextBoolean());
  }

  /** Its ticks are so long that real time, in which a real Redis goes on beside, does not count. */
  static Setup besideRedis(RandomGenerator random) {
    Duration tick = Duration.ofSeconds(20);
    Timing timing =
        new Timing(
            tick,
            new ProtocolTimes(tick.multipliedBy(4), tick),
            tick.multipliedBy(8),
            tick.multipliedBy(20),
            Duration.ZERO);
    Map<Fault, Integer> faults =
        Map.of(Fault.CALL, MANY, Fault.MESSAGE, MANY, Fault.MEMORY, MANY, Fault.WIPE, 3);
    return new Setup(
        "beside a real Redis",
        timing,
        3,
        new Limits(MANY, MANY, MANY, faults),
        Skew.random(random, 4, timing.skewTicks()),
        random.nextInt(3),
        true,
        true,
        random.nextBoolean());
  }

  static List<Setup> exhaustive() {
    return List.of(
        small("two reads, one commit", 2, new Limits(2, 1, 2, Map.of())),
        small("one read, two commits", 1, new Limits(1, 2, 2, Map.of())),
        small("three reads, one commit", 2, new Limits(3, 1, 0, Map.of())),
        small("a failed call", 1, new Limits(1, 1, 3, Map.of(Fault.CALL, 1))),
        small("an event twice or put aside", 1, new Limits(1, 1, 3, Map.of(Fault.MESSAGE, 1))),
        small("a key lost", 1, new Limits(1, 1, 3, Map.of(Fault.MEMORY, 1))),
        small("Redis wiped", 1, new Limits(1, 1, 3, Map.of(Fault.WIPE, 1))),
        skewed("clocks apart, reader ahead", new Skew(List.of(1, 0), 0, 0, 1, 0)),
        skewed("clocks apart, writer ahead", new Skew(List.of(0, 1), 1, 1, 0, 1)));
  }

  static Setup small(String name, int readers, Limits limits) {
    return new Setup(name, SMALL, 1, limits, Skew.none(readers), 0, true, true, false);
  }

  private static Setup skewed(String name, Skew skew) {
    return new Setup(name, SKEWED, 1, new Limits(2, 1, 1, Map.of()), skew, 0, true, true, false);
  }
}
