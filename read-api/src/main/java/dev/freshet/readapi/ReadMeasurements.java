package dev.freshet.readapi;

import dev.freshet.domain.ViewName;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.viewcache.lease.GrantOutcome;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.Decision;
import dev.freshet.viewcache.protocol.DecisionListener;
import dev.freshet.viewcache.protocol.EdgePolicy;
import dev.freshet.viewcache.protocol.ViewRequest;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the decisions of one read, and logs what must never happen. */
final class ReadMeasurements implements DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReadMeasurements.class);

  private static final Set<Decision> DECIDED_LAST =
      Set.of(
          Decision.SLOW,
          Decision.FUTURE_FRESH,
          Decision.RECENT_FRESH,
          Decision.TOKEN_EXPIRING,
          Decision.PERIOD_ENDING);

  private final Measurements measurements;
  private final ViewName view;

  ReadMeasurements(Measurements measurements, ViewName view) {
    this.measurements = measurements;
    this.view = view;
  }

  @Override
  public void decided(Decision decision, ViewRequest request) {
    measurements.count(view, name(decision));
    if (decision == Decision.OWNER_MISMATCH) {
      LOG.atError()
          .addKeyValue("owner", request.owner())
          .addKeyValue("view", view)
          .log("cached page of another owner");
    }
  }

  void served(CardJoin.Joined served) {
    measurements.duration(view, "CacheTime", served.cacheTime());
    if (served.source() == Answer.Source.TABLE) {
      measurements.duration(view, "LoadTime", served.loadTime());
    }
  }

  /** How a grant ended. */
  void granted(GrantOutcome outcome) {
    measurements.count(view, name(outcome));
    if (outcome == GrantOutcome.CLOCKS_APART) {
      LOG.atError().addKeyValue("view", view).log("clocks of function and cache differ too much");
    }
  }

  private static String name(GrantOutcome outcome) {
    return switch (outcome) {
      case GRANTED -> "LeaseGranted";
      case NOT_ELECTED -> "LeaseNotElected";
      case CLOCKS_APART -> "LeaseClocksApart";
      case NOT_EARNED -> "LeaseNotEarned";
      case FREE_SPENT -> "LeaseFreeSpent";
      case BUDGET_SPENT -> "LeaseBudgetSpent";
      case SHARE_SPENT -> "LeaseShareSpent";
      case MONTH_ENDS -> "LeaseMonthEnds";
      case BEING_PURGED -> "LeaseBeingPurged";
      case CONFLICT -> "LeaseConflict";
      case STORE_UNAVAILABLE -> "LeaseStoreUnavailable";
      case GENERATION_ENDED -> "LeaseGenerationEnded";
    };
  }

  /** How long the edge may keep the answer, or why it may not, unless the read said so already. */
  void kept(EdgePolicy policy, Duration shortLife) {
    switch (policy) {
      case EdgePolicy.Store store ->
          measurements.count(
              view, store.seconds() > shortLife.toSeconds() ? "EdgeLong" : "EdgeShort");
      case EdgePolicy.NoStore(Decision reason) -> {
        if (DECIDED_LAST.contains(reason)) {
          measurements.count(view, name(reason));
        }
      }
    }
  }

  private static String name(Decision decision) {
    return switch (decision) {
      case HIT -> "CacheHit";
      case MISS -> "CacheMiss";
      case STORED -> "FillStored";
      case REJECTED -> "FillRejected";
      case UNAVAILABLE -> "CacheUnavailable";
      case OWNER_MISMATCH -> "OwnerMismatch";
      case SLOW -> "NoStoreSlow";
      case FUTURE_FRESH -> "NoStoreFutureFresh";
      case RECENT_FRESH -> "NoStoreRecentFresh";
      case TOKEN_EXPIRING -> "NoStoreTokenExpiring";
      case PERIOD_ENDING -> "NoStorePeriodEnding";
    };
  }
}
