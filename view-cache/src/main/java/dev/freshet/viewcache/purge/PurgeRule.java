package dev.freshet.viewcache.purge;

import dev.freshet.domain.View;
import dev.freshet.domain.ViewCatalogue;
import dev.freshet.domain.ViewName;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.domain.ViewsEvicted.Eviction;
import dev.freshet.domain.ViewsEvicted.FoundLease;
import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.Lease;
import java.time.Duration;
import java.time.Instant;

/** Whether an evicted view has to be purged. Immutable. */
public record PurgeRule(ViewCatalogue catalogue, ProtocolTimes times, GrantTerms terms) {
  /**
   * Whether the purge window has passed since the eviction, so that the purge covers all copies.
   */
  public boolean isDue(ViewsEvicted notice, Instant now) {
    return !now.isBefore(earliest(notice));
  }

  /**
   * When the notice may be handled. The queue's delay is what guarantees the window; two clocks may
   * differ, so this only catches a message that did not wait there.
   */
  public Instant earliest(ViewsEvicted notice) {
    return notice.evictedAt().plus(times.purgeWindow()).minus(times.clockSkew());
  }

  /** Decides for one view of a notice. */
  PurgeReason decide(ViewsEvicted notice, Eviction eviction, Lease lease, Instant now) {
    if (notice.unconditional()) {
      return unconditional(notice.evictedAt(), eviction.view(), now);
    }
    Instant effective = now.plus(ProtocolTimes.PURGE_DELAY);
    FoundLease found = eviction.lease();
    if (found != null && found.until().isAfter(effective)) {
      return PurgeReason.LEASE_FOUND;
    }
    boolean recorded =
        lease.grants().stream()
            .filter(grant -> grant.until().isAfter(effective))
            .anyMatch(grant -> grant.mayPrecede(notice.evictedAt(), times.clockSkew()));
    if (recorded) {
      return PurgeReason.LEASE_RECORDED;
    }
    return found == null ? PurgeReason.NOT_LEASED : PurgeReason.EXPIRED;
  }

  /** Without a lease that says when the copies expire, the catalogue does. */
  private PurgeReason unconditional(Instant evictedAt, ViewName view, Instant now) {
    if (times.endOfLife(evictedAt, longestLife(view)).isBefore(now)) {
      return PurgeReason.EXPIRED;
    }
    return terms.budget() > 0 ? PurgeReason.UNCONDITIONAL : PurgeReason.NO_BUDGET;
  }

  private Duration longestLife(ViewName name) {
    return catalogue
        .find(name)
        .map(View::edgeTtl)
        .orElseGet(() ->
            catalogue.views().stream()
                .map(View::edgeTtl)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO));
  }
}
