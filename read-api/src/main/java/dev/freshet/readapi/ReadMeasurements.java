package dev.freshet.readapi;

import dev.freshet.domain.ViewName;
import dev.freshet.lambda.observe.Measurements;
import dev.freshet.viewcache.protocol.Answer;
import dev.freshet.viewcache.protocol.Decision;
import dev.freshet.viewcache.protocol.DecisionListener;
import dev.freshet.viewcache.protocol.ServedView;
import dev.freshet.viewcache.protocol.ViewRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the decisions of one read, and says aloud what must never happen. */
final class ReadMeasurements implements DecisionListener {
  private static final Logger LOG = LoggerFactory.getLogger(ReadMeasurements.class);

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

  void served(ServedView served) {
    measurements.duration(view, "CacheTime", served.cacheTime());
    if (served.source() == Answer.Source.TABLE) {
      measurements.duration(view, "LoadTime", served.loadTime());
    }
  }

  private static String name(Decision decision) {
    return switch (decision) {
      case HIT -> "CacheHit";
      case MISS -> "CacheMiss";
      case STORED -> "FillStored";
      case REJECTED -> "FillRejected";
      case AWAY -> "CacheAway";
      case OWNER_MISMATCH -> "OwnerMismatch";
      case SLOW -> "NoStoreSlow";
      case FUTURE_FRESH -> "NoStoreFutureFresh";
      case TOKEN_EXPIRING -> "NoStoreTokenExpiring";
      case WRITE_HOT -> "ShortLifeWriteHot";
    };
  }
}
