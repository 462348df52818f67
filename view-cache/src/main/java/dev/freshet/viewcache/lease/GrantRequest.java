package dev.freshet.viewcache.lease;

import dev.freshet.viewcache.ProtocolTimes;
import dev.freshet.viewcache.lease.LeaseStore.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a reader asks a lease for.
 *
 * @param own the view that was asked for: its saved answers count
 * @param missing the views that the answer shows and that lack a lease, {@code own} or cards; at
 *     least one
 * @param edgeTtl how long a copy of the answer may live if all of them have one
 * @param saved how many answers a long life would have saved
 */
public record GrantRequest(
    LeasePart own,
    List<LeasePart> missing,
    Duration edgeTtl,
    long saved,
    GrantTerms terms,
    ProtocolTimes times) {
  /** So long that answers of its first half live as long as they may. */
  private static final int LIVES = 2;

  /** Longer leases would save few renewals more, and hold their purges in reserve. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /** As many as are written in one step, beside the ledger and the owner's share. */
  public static final int MOST_PARTS = LeaseStore.MOST_RECORDS - 2;

  public GrantRequest {
    missing = List.copyOf(missing);
    if (missing.isEmpty() || missing.size() > MOST_PARTS) {
      throw new IllegalArgumentException(
          "a grant must be for 1 to " + MOST_PARTS + " views, was for " + missing.size());
    }
  }

  static YearMonth month(Instant now) {
    return YearMonth.from(now.atOffset(ZoneOffset.UTC));
  }

  Query query(Instant now) {
    return new Query(
        missing.stream().map(LeasePart::view).collect(Collectors.toSet()),
        month(now),
        Optional.of(own.view().owner()));
  }

  /**
   * When the lease ends: with the month at the latest, so that each purge is paid from the month
   * that reserved it. A view that has not changed for long is likely not to change for as long
   * again, so that it is renewed for as long as it has been under a lease: few renewals, each a
   * write.
   *
   * @param leasedFor how long the youngest of the generations has been under a lease
   */
  Instant until(Instant now, Duration leasedFor) {
    Instant shortest = times.endOfLife(now, edgeTtl.multipliedBy(LIVES));
    Instant asLongAgain = now.plus(leasedFor.compareTo(LONGEST) < 0 ? leasedFor : LONGEST);
    Instant wanted = shortest.isAfter(asLongAgain) ? shortest : asLongAgain;
    Instant monthEnds = month(now).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return wanted.isBefore(monthEnds) ? wanted : monthEnds;
  }

  /** Whether a lease that ends then lets answers of now live much longer than short ones. */
  boolean isWorthwhile(Instant until, Instant now) {
    return times.lifeUntil(until, now).compareTo(times.shortEdgeTtl().multipliedBy(LIVES)) > 0;
  }
}
