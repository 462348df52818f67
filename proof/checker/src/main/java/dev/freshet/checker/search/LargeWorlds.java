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
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The worlds that are too large to try all orders. */
final class LargeWorlds {
  private static final int MANY = 1_000_000;
  private static final int READERS = 4;

  /** Before the end of a day, and of a month. */
  private static final Instant MONTH_END = Instant.parse("2096-11-01T00:00:00Z");

  private static final List<Fault> FAULTS =
      List.of(
          Fault.CALL,
          Fault.CRASH,
          Fault.LATE,
          Fault.STORE,
          Fault.PURGE,
          Fault.MESSAGE,
          Fault.MEMORY,
          Fault.WIPE,
          Fault.FAILOVER);

  /** The times of production with shorter lifetimes, so that many objects expire. */
  private static final Timing LARGE =
      new Timing(
          Duration.ofMillis(500),
          new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
          Duration.ofSeconds(12),
          Duration.ofSeconds(40));

  /** A window of two ticks, and lifetimes of a few. */
  private static final Timing COARSE =
      new Timing(
          Duration.ofSeconds(2),
          new ProtocolTimes(Duration.ofSeconds(4), Duration.ofSeconds(2)),
          Duration.ofSeconds(24),
          Duration.ofSeconds(200));

  private LargeWorlds() {}

  /** A world of any kind. */
  static Setup random(RandomGenerator random) {
    return switch (random.nextInt(12)) {
      case 0 -> spending(random);
      case 1 -> turning(random);
      case 2 -> random.nextBoolean() ? NarrowWorlds.astray(random) : NarrowWorlds.ending(random);
      case 3 -> NarrowWorlds.twice(random, 3, fault(random), fault(random));
      case 4, 5, 6 -> brief(random);
      default -> busy(random);
    };
  }

  private static Fault fault(RandomGenerator random) {
    return FAULTS.get(random.nextInt(FAULTS.size()));
  }

  /** Many concurrent actions for the whole episode. */
  static Setup busy(RandomGenerator random) {
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (Fault fault : FAULTS) {
      if (random.nextInt(3) > 0) {
        faults.put(fault, MANY);
      }
    }
    faults.put(Fault.FOREIGN, MANY);
    faults.computeIfPresent(Fault.MEMORY, (_, _) -> random.nextInt(30));
    faults.computeIfPresent(Fault.WIPE, (_, _) -> 1);
    faults.computeIfPresent(Fault.FAILOVER, (_, _) -> random.nextInt(3));
    return world(random, "busy", LARGE, new Limits(MANY, MANY, MANY, faults));
  }

  /** Few actions with two kinds of fault, then a quiet time that reveals unfinished work. */
  static Setup brief(RandomGenerator random) {
    Map<Fault, Integer> faults = new EnumMap<>(Map.of(fault(random), 1 + random.nextInt(3)));
    faults.put(fault(random), 1 + random.nextInt(2));
    Limits limits = new Limits(4 + random.nextInt(12), 1 + random.nextInt(3), MANY, faults);
    Timing timing = random.nextBoolean() ? LARGE : COARSE;
    Past past = random.nextInt(3) > 0 ? Past.LEASED : Past.NOTHING;
    return world(random, "brief", timing, limits).with(past);
  }

  /** Few purges remain, some of them free. */
  static Setup spending(RandomGenerator random) {
    Map<Fault, Integer> faults =
        Map.of(Fault.CALL, MANY, Fault.PURGE, MANY, Fault.STORE, MANY, Fault.MESSAGE, MANY);
    GrantTerms terms = new GrantTerms(random.nextInt(40), random.nextInt(6), 1 + random.nextInt(3));
    return world(random, "spending", LARGE, new Limits(MANY, MANY, MANY, faults)).with(terms);
  }

  /** A day ends, and with it a month. */
  static Setup turning(RandomGenerator random) {
    Map<Fault, Integer> faults = Map.of(Fault.PURGE, MANY, Fault.CALL, MANY);
    Timing timing = LARGE.from(MONTH_END.minusSeconds(random.nextInt(120)));
    Setup setup = world(random, "turning", timing, new Limits(MANY, MANY, MANY, faults));
    GrantTerms terms = new GrantTerms(0, 10 + random.nextInt(40), 1);
    return setup.with(terms).with(setup.cast().withDay(random.nextBoolean()));
  }

  /** Its ticks are so long that the real time of a Redis that runs along does not matter. */
  static Setup besideRedis(RandomGenerator random) {
    Duration tick = Duration.ofSeconds(30);
    Timing timing =
        new Timing(
            tick,
            new ProtocolTimes(tick.multipliedBy(4), tick),
            tick.multipliedBy(8),
            tick.multipliedBy(20));
    Map<Fault, Integer> faults =
        Map.of(
            Fault.CALL,
            MANY,
            Fault.LATE,
            MANY,
            Fault.MESSAGE,
            MANY,
            Fault.MEMORY,
            MANY,
            Fault.WIPE,
            2,
            Fault.STORE,
            MANY,
            Fault.FOREIGN,
            MANY);
    return world(random, "beside a real Redis", timing, new Limits(MANY, MANY, MANY, faults));
  }

  private static Setup world(RandomGenerator random, String name, Timing timing, Limits limits) {
    int owners = 1 + random.nextInt(1 + random.nextInt(3));
    Cast cast =
        new Cast(
            owners,
            1 + random.nextInt(2),
            random.nextInt(owners),
            random.nextInt(3),
            1 + random.nextInt(2),
            random.nextInt(4) > 0,
            random.nextBoolean(),
            false,
            false);
    Skew skew = Skew.random(random, READERS, timing.skewTicks());
    return new Setup(name, timing, cast, limits, skew, Setup.RICH, Past.NOTHING);
  }
}
