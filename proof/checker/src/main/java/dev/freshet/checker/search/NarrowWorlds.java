package dev.freshet.checker.search;

import dev.freshet.checker.model.Cast;
import dev.freshet.checker.model.Fault;
import dev.freshet.checker.model.Limits;
import dev.freshet.checker.model.Past;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Skew;
import dev.freshet.checker.model.Timing;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Worlds with few kinds of actions, in which a missing rule shows soon. */
final class NarrowWorlds {
  /** Two readers that share a token, and one with its own. */
  private static final int READERS = 3;

  private static final int MANY = 1_000_000;
  private static final Duration TICK = Duration.ofSeconds(2);

  /** A window of four ticks, and clocks that may differ by one. */
  private static final Timing STEADY = timing(TICK);

  /** A window of four ticks, and clocks that may differ by two. */
  private static final Timing SKEWED = timing(TICK.multipliedBy(2));

  /** A window of six ticks, equal clocks and long lifetimes. */
  private static final Timing LONG_LEASES =
      new Timing(
          TICK,
          new ProtocolTimes(TICK.multipliedBy(6), Duration.ZERO),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10));

  private NarrowWorlds() {}

  private static Timing timing(Duration skew) {
    return new Timing(
        TICK,
        new ProtocolTimes(TICK.multipliedBy(4), skew),
        Duration.ofSeconds(24),
        Duration.ofSeconds(200));
  }

  /** One owner, whose page usually has a lease. */
  static Setup leased(RandomGenerator random, int commits, Fault... faults) {
    return setup(random, STEADY, Skew.none(READERS), commits, faults);
  }

  /** Each eviction's first reply is lost, and with it what the eviction found. */
  static Setup twice(RandomGenerator random, int commits, Fault... faults) {
    return twice(leased(random, commits, faults));
  }

  private static Setup twice(Setup setup) {
    return setup.limits().faults().containsKey(Fault.FAILOVER)
        ? setup
        : setup.with(setup.cast().withTwice(true));
  }

  private static Setup setup(
      RandomGenerator random, Timing timing, Skew skew, int commits, Fault... faults) {
    Map<Fault, Integer> some = new EnumMap<>(Fault.class);
    for (Fault fault : faults) {
      some.put(fault, 1 + random.nextInt(3));
    }
    Limits limits = new Limits(4 + random.nextInt(10), commits, MANY, some);
    Past past = random.nextInt(3) > 0 ? Past.LEASED : Past.FILLED;
    return new Setup("narrow", timing, Cast.SMALL, limits, skew, Setup.RICH, past);
  }

  /** The readers' clocks are ahead of those of Redis, or behind. */
  static Setup skewed(RandomGenerator random, boolean ahead, int commits, Fault... faults) {
    int most = SKEWED.skewTicks();
    int readers = ahead ? most : 0;
    int redis = ahead ? 0 : most;
    Skew skew =
        new Skew(
            Collections.nCopies(READERS, readers), redis, redis, redis, List.of(redis, redis), 0);
    return twice(setup(random, SKEWED, skew, commits, faults));
  }

  /** A card of another owner is on each page. */
  static Setup joined(RandomGenerator random, Fault... faults) {
    Setup setup = leased(random, 2, faults);
    return setup.with(setup.cast().withCards(1));
  }

  /** The page has no lease yet, and copies live long. */
  static Setup lasting(RandomGenerator random) {
    Limits limits = new Limits(8 + random.nextInt(12), 2, MANY, Map.of());
    return twice(setup(random, LONG_LEASES, Skew.none(READERS), 2)).with(limits).with(Past.FILLED);
  }

  /** The lease ends soon, and points of presence precede the regional cache. */
  static Setup ending(RandomGenerator random) {
    Setup setup = leased(random, 1);
    return setup.with(Past.ENDING).with(setup.cast().withPops(2));
  }

  /** Two owners have all leases of the budget, and purges fail. */
  static Setup poor(RandomGenerator random, int budget) {
    Setup setup =
        setup(random, LONG_LEASES, Skew.none(READERS), 2, Fault.PURGE)
            .with(new GrantTerms(0, budget, 1))
            .with(new Limits(random.nextInt(5), 2, MANY, Map.of(Fault.PURGE, 4)))
            .with(Past.LEASED);
    return setup.with(setup.cast().withOwners(2));
  }

  /** One Redis server's clock has a large offset. */
  static Setup astray(RandomGenerator random) {
    Setup setup = leased(random, 3, Fault.FAILOVER, Fault.CALL);
    int far = (random.nextBoolean() ? 1 : -1) * (100 + random.nextInt(200));
    Skew skew = setup.skew();
    return setup.with(random.nextInt(3) > 0 ? skew.withRedis(0, far) : skew.withRedis(far, 0));
  }
}
