package dev.freshet.checker.search;

import dev.freshet.checker.model.Fault;
import dev.freshet.checker.model.Past;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.random.RandomGenerator;

/** The worlds of a variant: those that use the broken part. */
final class Worlds {
  private Worlds() {}

  static Setup of(Variant variant, RandomGenerator random) {
    return switch (variant) {
      case TRUE_PROTOCOL -> LargeWorlds.random(random);
      case OWNER_UNCHECKED -> LargeWorlds.busy(random);
      case NO_SKEW -> LargeWorlds.brief(random);
      case PERIOD_IGNORED -> LargeWorlds.turning(random);
      case JOIN_LATE, CARD_UNLEASED, CARD_UNTAGGED -> NarrowWorlds.joined(random);
      case LIFE_UNCUT, ONE_TIER -> NarrowWorlds.ending(random);
      case CLOCK_BELIEVED -> NarrowWorlds.astray(random);
      case REST_FORGOTTEN -> NarrowWorlds.poor(random, 3);
      case BUDGET_UNREAD -> NarrowWorlds.poor(random, 2);
      case UNPAID -> NarrowWorlds.leased(random, 2).with(Past.NOTHING);
      case FAST_CLOCK_IGNORED -> NarrowWorlds.skewed(random, true, 1);
      case CLEARED_EARLY -> NarrowWorlds.skewed(random, false, 2);
      case CHANGE_DROPPED -> NarrowWorlds.leased(random, 1, Fault.CALL);
      case FOUND_UNTOLD -> NarrowWorlds.leased(random, 2, Fault.FAILOVER);
      case UNKNOWN_WRITTEN -> NarrowWorlds.twice(random, 1, Fault.STORE);
      case NO_LEASE_ASSUMED -> NarrowWorlds.twice(random, 1, Fault.STORE);
      case VERSION_IGNORED -> NarrowWorlds.twice(random, 1, Fault.LATE, Fault.MEMORY);
      case REFUND_UNANSWERED, UNANSWERED_DONE -> NarrowWorlds.leased(random, 1, Fault.PURGE);
      case NO_FENCE,
          FENCE_KEPT,
          INDEX_LOAD,
          EDGE_FIRST,
          NO_WINDOW,
          SLOW_CACHED,
          PAID_LATE,
          RETRY_COUNTS ->
          NarrowWorlds.leased(random, 2);
      case GENERATION_UNCOMPARED -> NarrowWorlds.lasting(random);
      case COUNTED_EARLY -> NarrowWorlds.lasting(random);
      case SHORT_CONFIRMED -> NarrowWorlds.leased(random, 1, Fault.MEMORY);
      case RECORDED_LATE, ALREADY_LEASED, CLEARED_ALWAYS -> NarrowWorlds.twice(random, 2);
    };
  }
}
