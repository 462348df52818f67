package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.GrantRequest;
import dev.freshet.viewcache.lease.GrantStep;
import dev.freshet.viewcache.lease.GrantTerms;
import dev.freshet.viewcache.lease.LeasePart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When an answer is worth a lease. Immutable. */
public record GrantRule(GrantTerms terms, ProtocolTimes times) {
  /** A lease costs writes: a token that ends soon would not let them pay. */
  private static final int WORTHWHILE_LIVES = 2;

  /**
   * Begins a grant, if the answer has earned one. A page of more views than one grant can take
   * stays short.
   *
   * @param parts the view that was asked for, then the cards that its page shows
   * @param saved how many answers of the page a long life would have saved
   * @param freeSpent whether it is known that no free purge is left for now
   */
  public Optional<GrantStep> begin(
      List<ServedView> parts, long saved, boolean freeSpent, Instant now) {
    EdgeRule rule = new EdgeRule(times, parts);
    List<LeasePart> missing = rule.missing();
    Duration bound = rule.bound();
    boolean worthwhile = bound.compareTo(times.shortEdgeTtl().multipliedBy(WORTHWHILE_LIVES)) > 0;
    boolean possible = !missing.isEmpty() && missing.size() <= GrantRequest.MOST_PARTS;
    if (!possible || !worthwhile || saved < price(rule.unleased(now), freeSpent)) {
      return Optional.empty();
    }
    return Optional.of(
        new GrantStep.Elect(new GrantRequest(rule.own(), missing, bound, saved, terms, times)));
  }

  /** A renewal costs no purge: one saved answer shows that the page is still asked for. */
  private long price(long unleased, boolean freeSpent) {
    if (terms.budget() == 0) {
      return Long.MAX_VALUE;
    }
    return unleased == 0 ? 1 : Math.multiplyExact(unleased, terms.savedPerPurge(freeSpent));
  }
}
