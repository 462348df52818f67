package dev.freshet.invalidator.evictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.invalidator.DestinationRecord;
import dev.freshet.viewcache.CacheAwayException;

/** Why an eviction failed, and so whether trying again can help. Each is a metric. */
enum EvictionFailure {
  /** Redis was late or gone. */
  CACHE_AWAY("RetriesCacheAway", true),
  /** The function did not end in time, or had no turn at all: Lambda's trouble or the network's. */
  NO_TURN("RetriesNoTurn", true),
  /** The event itself, or the evictor, is wrong; it will be so the next time. */
  LASTING("FailuresLasting", false);

  private final String metric;
  private final boolean retried;

  EvictionFailure(String metric, boolean retried) {
    this.metric = metric;
    this.retried = retried;
  }

  String metric() {
    return metric;
  }

  boolean isRetried() {
    return retried;
  }

  static EvictionFailure of(DestinationRecord record) {
    JsonNode error =
        record.responsePayload() == null ? MissingNode.getInstance() : record.responsePayload();
    String type = error.path("errorType").asText();
    if (type.equals(CacheAwayException.class.getName())) {
      return CACHE_AWAY;
    }
    boolean timedOut =
        type.equals("Sandbox.Timedout")
            || error.path("errorMessage").asText().contains("Task timed out after");
    boolean throttled = record.requestContext().condition().equals("EventAgeExceeded");
    return timedOut || throttled ? NO_TURN : LASTING;
  }
}
