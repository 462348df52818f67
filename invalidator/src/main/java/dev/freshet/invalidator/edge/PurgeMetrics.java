package dev.freshet.invalidator.edge;

import dev.freshet.lambda.observe.Measurements;
import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.PurgeReason;
import java.util.Map;
import java.util.Optional;

/** What is counted about purges in one invocation. For one thread. */
final class PurgeMetrics {
  private final Measurements measured;
  private final long budget;
  private Optional<Ledger> ledger = Optional.empty();

  PurgeMetrics(Measurements measured, long budget) {
    this.measured = measured;
    this.budget = budget;
  }

  Measurements measured() {
    return measured;
  }

  /** Views, by why they were purged or not. */
  void decided(Map<PurgeReason, Integer> reasons) {
    reasons.forEach((reason, views) -> measured.count(name(reason), views));
  }

  /** Notices that wait until there is budget, or until nothing is left to purge. */
  void waiting(int notices) {
    if (notices > 0) {
      measured.count("WaitForBudget", notices);
    }
  }

  /** The month's ledger, as it was read last. */
  void ledger(Ledger now) {
    ledger = Optional.of(now);
  }

  /** How far the budget is used, once for the invocation, so that a maximum of it is meaningful. */
  void close() {
    ledger.ifPresent(read -> {
      measured.count("PurgesCommitted", clamped(read.committed()));
      measured.count("PurgesBudget", clamped(budget));
    });
  }

  private static int clamped(long number) {
    return (int) Math.min(Integer.MAX_VALUE, number);
  }

  private static String name(PurgeReason reason) {
    return switch (reason) {
      case UNCONDITIONAL -> "PurgeUnconditional";
      case LEASE_FOUND -> "PurgeLeaseFound";
      case LEASE_RECORDED -> "PurgeLeaseRecorded";
      case NOT_LEASED -> "SkipNotLeased";
      case EXPIRED -> "SkipExpired";
      case NO_BUDGET -> "SkipNoBudget";
    };
  }
}
