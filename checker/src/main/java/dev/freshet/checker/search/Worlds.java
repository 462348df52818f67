package dev.freshet.checker.search;

import dev.freshet.checker.model.Fault;
import dev.freshet.checker.model.Setup;
import dev.freshet.checker.model.Variant;
import java.util.random.RandomGenerator;

/** Which world a variant is tried in. */
final class Worlds {
  private Worlds() {}

  /** One in which it shows, if it seldom does in others. */
  static Setup of(Variant variant, RandomGenerator random) {
    return switch (variant) {
      case TRUE_PROTOCOL -> LargeWorlds.random(random);
      case OWNER_UNCHECKED -> LargeWorlds.busy(random);
      case NO_SKEW -> LargeWorlds.brief(random);
      case LIFE_UNCUT, ONE_TIER -> LargeWorlds.ending(random);
      case JOIN_LATE, CARD_UNLEASED, CARD_UNTAGGED -> LargeWorlds.joined(random);
      case PERIOD_IGNORED -> LargeWorlds.turning(random);
      case CLOCK_BELIEVED -> LargeWorlds.astray(random);
      case REST_FORGOTTEN -> LargeWorlds.poor(random, 2, Fault.PURGE);
      case BUDGET_UNREAD -> LargeWorlds.poor(random, 2, Fault.PURGE, Fault.MESSAGE);
      case FOUND_UNTOLD -> LargeWorlds.focused(random, 2, Fault.FAILOVER);
      case UNKNOWN_WRITTEN -> LargeWorlds.focused(random, 2, Fault.STORE, Fault.CALL);
      case VERSION_IGNORED -> LargeWorlds.focused(random, 3, Fault.LATE, Fault.CALL, Fault.STORE);
      case REFUND_UNANSWERED, UNANSWERED_DONE, RETRY_COUNTS ->
          LargeWorlds.focused(random, 3, Fault.PURGE, Fault.CALL);
      case NO_LEASE_ASSUMED -> LargeWorlds.focused(random, 2, Fault.STORE, Fault.CALL);
      case CHANGE_DROPPED -> LargeWorlds.focused(random, 2, Fault.CALL);
      case EDGE_FIRST, NO_WINDOW, SLOW_CACHED, INDEX_LOAD, NO_FENCE, FENCE_KEPT ->
          LargeWorlds.focused(random, 2);
      default -> LargeWorlds.focused(random, 3, Fault.CALL, Fault.LATE, Fault.MEMORY);
    };
  }
}
