package dev.freshet.local.system;

import java.time.Instant;
import java.util.List;

/**
 * One step of a change on its way from the table to the edge.
 *
 * @param correlationId of the request that made the change
 * @param owner whose data it is, such as {@code u-alice}
 * @param details the items, views or tags that the step is about
 */
public record ChangeStep(
    Kind kind, Instant at, String correlationId, String owner, List<String> details) {

  public ChangeStep {
    details = List.copyOf(details);
  }

  /** The steps in the order in which a change takes them; none takes all. */
  public enum Kind {
    /** The table took the change; the time is the writer's. */
    COMMITTED,
    /** The event is on the bus. */
    PUBLISHED,
    /** Redis holds the views no longer. */
    EVICTED,
    /**
     * Redis had no lease of the views: their copies live for seconds, unless one is recorded, whose
     * purge follows.
     */
    NO_LEASE_FOUND,
    /** CloudFront has accepted an invalidation. */
    PURGE_ISSUED,
    /** The objects are gone from every edge location. */
    PURGED
  }
}
