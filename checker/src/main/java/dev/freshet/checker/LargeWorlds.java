package dev.freshet.checker;

import dev.freshet.viewcache.protocol.ProtocolTimes;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The worlds that are too large for all their orders. */
final class LargeWorlds {
  private static final int MANY = 1_000_000;

  private LargeWorlds() {}

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
            random.nextInt(30),
            Fault.WIPE,
            random.nextInt(2),
            Fault.FOREIGN,
            MANY);
    int owners = 1 + random.nextInt(3);
    return new Setup(
        "random",
        LARGE,
        owners,
        new Limits(MANY, MANY, MANY, faults),
        Skew.random(random, 4, LARGE.skewTicks()),
        random.nextInt(owners),
        true,
        random.nextBoolean(),
        any(random, Heating.NONE, Heating.NONE, Heating.BY_EVICTIONS, Heating.BEFORE));
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
        any(random, Heating.BY_EVICTIONS, Heating.BEFORE));
  }

  private static Heating any(RandomGenerator random, Heating... choice) {
    return choice[random.nextInt(choice.length)];
  }
}
