package dev.freshet.invalidator.edge;

import dev.freshet.domain.EdgeCopy;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides which evicted views are purged from the edge. A purge costs as much as about a thousand
 * calls of the API, so each must be worth it; one that is left out must cost no freshness. Pure.
 *
 * @param purgeWindow for how long after an eviction an answer read before it may still arrive at
 *     the edge, to be kept there
 */
record PurgeGovernor(Duration purgeWindow) {

  /**
   * From CreateInvalidation until no point of presence answers with the object: CloudFront's P95. A
   * copy that expires within it is gone as soon by itself.
   */
  static final Duration PURGE_DELAY = Duration.ofSeconds(5);

  Verdict judge(EdgeCopy copy, Instant evictedAt, Instant now) {
    return switch (copy) {
      case EdgeCopy.None() -> Verdict.Skip.NO_COPY;
      case EdgeCopy.AliveUntil(Instant until) when !until.isAfter(now.plus(PURGE_DELAY)) ->
          Verdict.Skip.EXPIRES_SOONER;
      case EdgeCopy.AliveUntil _ -> unlessInFlight(Verdict.Purge.ALIVE, evictedAt, now);
      case EdgeCopy.Unknown() -> unlessInFlight(Verdict.Purge.UNKNOWN, evictedAt, now);
    };
  }

  private Verdict unlessInFlight(Verdict purge, Instant evictedAt, Instant now) {
    return now.isBefore(evictedAt.plus(purgeWindow)) ? new Verdict.Wait() : purge;
  }
}
