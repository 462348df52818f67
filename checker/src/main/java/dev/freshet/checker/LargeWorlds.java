package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The worlds that are too large for all their orders. */
final class LargeWorlds {
  private static final int MANY = 1_000_000;
  private static final int READERS = 4;

  private static final List<Fault> FAULTS =
      List.of(Fault.CALL, Fault.PURGE, Fault.MESSAGE, Fault.MEMORY, Fault.WIPE, Fault.FAILOVER);

  private LargeWorlds() {}

  /** The times of production, but for shorter lives: much is to expire. */
  private static final Timing LARGE =
      new Timing(
          Duration.ofMillis(500),
          new ProtocolTimes(Duration.ofSeconds(2), Duration.ofMillis(500)),
          Duration.ofSeconds(12),
          Duration.ofSeconds(20));

  /** A window of two ticks. */
  private static final Timing COARSE =
      new Timing(
          Duration.ofSeconds(2),
          new ProtocolTimes(Duration.ofSeconds(4), Duration.ofSeconds(2)),
          Duration.ofSeconds(24),
          Duration.ofSeconds(60));

  /** In which minutes pass. */
  private static final Timing LONG =
      new Timing(
          Duration.ofSeconds(10),
          new ProtocolTimes(Duration.ofSeconds(40), Duration.ofSeconds(10)),
          Duration.ofSeconds(200),
          Duration.ofSeconds(400));

  private static final Instant MONTH_END = Instant.parse("2096-11-01T00:00:00Z");

  /** A world of any kind. */
  static Setup random(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> spending(random);
      case 1, 2 -> brief(random);
      default -> busy(random);
    };
  }

  /** Much happens at once, for as long as an episode lasts. */
  static Setup busy(RandomGenerator random) {
    Map<Fault, Integer> faults =
        Map.of(
            Fault.CALL, MANY,
            Fault.PURGE, MANY,
            Fault.MESSAGE, MANY,
            Fault.MEMORY, random.nextInt(30),
            Fault.WIPE, random.nextInt(2),
            Fault.FAILOVER, random.nextInt(3),
            Fault.FOREIGN, MANY);
    int owners = 1 + random.nextInt(3);
    return world(random, "busy", LARGE, owners, new Limits(MANY, MANY, MANY, faults))
        .with(Invalidators.lasting(1 + random.nextInt(2)));
  }

  /** Little happens, of one kind of fault, and then all is quiet: what was left undone shows. */
  static Setup brief(RandomGenerator random) {
    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
    Map<Fault, Integer> faults = Map.of(fault, 1 + random.nextInt(3));
    Limits limits = new Limits(1 + random.nextInt(4), 1 + random.nextInt(2), MANY, faults);
    int cards = random.nextInt(3) / 2;
    return world(random, "brief", LARGE, 1 + cards, limits).withCards(1 + cards, cards);
  }

  /** Faults of one kind, and just enough for it to show. */
  static Setup narrow(RandomGenerator random, Fault fault, int times, int reads, int commits) {
    Limits limits = new Limits(reads, commits, MANY, Map.of(fault, times));
    return world(random, "narrow", LARGE, 1, limits).with(Heating.NONE);
  }

  /** Few purges are left of the month, which may end. */
  static Setup spending(RandomGenerator random) {
    Map<Fault, Integer> faults =
        Map.of(
            Fault.CALL,
            MANY,
            Fault.PURGE,
            MANY,
            Fault.MEMORY,
            random.nextInt(10),
            Fault.GOVERNOR,
            random.nextInt(3));
    Timing timing = LONG.from(MONTH_END.minusSeconds(random.nextInt(3_600)));
    return world(
            random, "spending", timing, 1 + random.nextInt(2), new Limits(MANY, MANY, MANY, faults))
        .with(new Invalidators(1 + random.nextInt(2), 1 + random.nextInt(12)));
  }

  /** Few purges are left, and then all is quiet. */
  static Setup scarce(RandomGenerator random) {
    return world(random, "scarce", LONG, 2, new Limits(5, 4, MANY, Map.of()))
        .withCards(2, 0)
        .with(Heating.NONE)
        .with(new Invalidators(1, 2));
  }

  /** Purges are sent again, early by the invalidator's clock, and nobody knows of older copies. */
  static Setup resending() {
    return Setup.plain("resending", COARSE, 2, new Limits(3, 3, MANY, Map.of(Fault.PURGE, 3)))
        .with(new Skew(List.of(0, 0), 0, 0, 1, 0))
        .with(Heating.NONE)
        .withWitness(false);
  }

  private static Setup world(
      RandomGenerator random, String name, Timing timing, int owners, Limits limits) {
    return new Setup(
        name,
        timing,
        owners,
        limits,
        Skew.random(random, READERS, timing.skewTicks()),
        random.nextInt(owners),
        true,
        random.nextBoolean(),
        any(random, Heating.NONE, Heating.NONE, Heating.BY_EVICTIONS, Heating.BEFORE),
        Invalidators.ANEW);
  }

  /** Its ticks are so long that real time, in which a real Redis goes on beside, does not count. */
  static Setup besideRedis(RandomGenerator random) {
    Duration tick = Duration.ofSeconds(20);
    Timing timing =
        new Timing(
            tick,
            new ProtocolTimes(tick.multipliedBy(4), tick),
            tick.multipliedBy(8),
            tick.multipliedBy(20));
    Map<Fault, Integer> faults =
        Map.of(Fault.CALL, MANY, Fault.MESSAGE, MANY, Fault.MEMORY, MANY, Fault.WIPE, 3);
    return new Setup(
        "beside a real Redis",
        timing,
        3,
        new Limits(MANY, MANY, MANY, faults),
        Skew.random(random, READERS, timing.skewTicks()),
        random.nextInt(3),
        true,
        true,
        any(random, Heating.BY_EVICTIONS, Heating.BEFORE),
        Invalidators.lasting(1));
  }

  private static Heating any(RandomGenerator random, Heating... choice) {
    return choice[random.nextInt(choice.length)];
  }
}
