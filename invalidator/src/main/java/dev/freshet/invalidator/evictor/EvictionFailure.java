package dev.freshet.invalidator.evictor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.invalidator.DestinationRecord;
import dev.freshet.viewcache.CacheAwayException;

/** Why an eviction failed, and so whether trying again can help. Each is a metric. */
enum EvictionFailure {
  /** Redis was late or gone. */
  CACHE_AWAY("RetriesCacheAway", true),
  /**
   * The function did not end in time, died on the way, or had no turn at all: Lambda's trouble or
   * the network's. What was begun may have been done; an eviction may be repeated.
   */
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
    boolean timedOut = error.path("errorMessage").asText().contains("Task timed out after");
    boolean throttled = record.requestContext().condition().equals("EventAgeExceeded");
    return timedOut || throttled || isLambdasOwn(type) ? NO_TURN : LASTING;
  }

  /**
   * Whether an error is one of the execution environment, such as {@code Sandbox.Timedout} or
   * {@code Runtime.ExitError}, and not of the function, whose errors are named by their Java class.
   */
  private static boolean isLambdasOwn(String type) {
    return type.startsWith("Sandbox.")
        || type.startsWith("Runtime.")
        || type.startsWith("Extension.");
  }
}
