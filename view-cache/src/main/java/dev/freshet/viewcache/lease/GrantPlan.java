package dev.freshet.viewcache.lease;

import dev.freshet.viewcache.lease.LeaseStore.Records;
import java.time.Instant;

/** The records to write for a lease. */
sealed interface GrantPlan {
  /** These records, in one step. */
  record Write(Records changed, Instant until) implements GrantPlan {}

  /** Nothing, for this reason. */
  record Refused(GrantOutcome reason) implements GrantPlan {}
}
