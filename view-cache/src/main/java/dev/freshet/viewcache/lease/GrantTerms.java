package dev.freshet.viewcache.lease;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * How many purges a month has, and what earns one.
 *
 * @param freePurges a month that cost nothing
 * @param paidPurges a month that may be paid for
 * @param savedForPaid how many saved answers earn a purge that is paid for
 */
public record GrantTerms(long freePurges, long paidPurges, long savedForPaid) {
  /**
   * A purge costs $0.005 and an answer of the origin about $4 per million. A view that has saved as
   * many answers as a purge costs is likely to go on: by the ski-rental argument the total stays
   * below twice the cost of a design that knows the next write.
   */
  public static final long SAVED_FOR_PAID = 1_250;

  /** A free purge costs nothing; the second repeated request shows that the client comes back. */
  static final long SAVED_FOR_FREE = 2;

  /** So that the free purges reach many owners. */
  static final long FREE_PER_OWNER_AND_DAY = 3;

  /** One part in so many is kept for purges that no lease prepaid, such as a flush. */
  private static final long RESERVE_PART = 20;

  /** One owner may reserve one part in so many of a month's purges, */
  private static final long OWNER_PART = 20;

  /** but at least so many. */
  private static final long OWNER_LEAST = 20;

  /** Far beyond use, and so small that products of it with other counts fit into a long. */
  private static final long MOST = 1_000_000_000;

  public GrantTerms {
    requireBetween("freePurges", 0, freePurges);
    requireBetween("paidPurges", 0, paidPurges);
    requireBetween("savedForPaid", 1, savedForPaid);
  }

  private static void requireBetween(String name, long least, long value) {
    if (value < least || value > MOST) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + MOST + ", was " + value);
    }
  }

  /** All that may be spent and reserved in a month. */
  public long budget() {
    return freePurges + paidPurges;
  }

  /** How many purges leases may reserve in a month. */
  long grantable() {
    return budget() - Math.ceilDiv(budget(), RESERVE_PART);
  }

  /**
   * How many of them may be committed while a lease is granted at the price of free purges: as many
   * as are free, so such leases alone never cost anything. Where purges may be paid for, the
   * reserve is one of those.
   */
  long grantableFree() {
    return Math.min(grantable(), freePurges);
  }

  /**
   * How many purges may be used up before a lease needs the threshold of paid ones: an equal share
   * for each day. A reservation alone costs nothing: most leases end without a purge where writes
   * are rare, and those are the views that gain most.
   */
  long spendableFree(Instant now) {
    OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
    return Math.ceilDiv(
        grantableFree() * time.getDayOfMonth(), YearMonth.from(time).lengthOfMonth());
  }

  /** How many saved answers earn a purge. */
  public long savedPerPurge(boolean freeSpent) {
    return freeSpent ? savedForPaid : Math.min(SAVED_FOR_FREE, savedForPaid);
  }

  long grantableToOwner() {
    return Math.max(OWNER_LEAST, budget() / OWNER_PART);
  }
}
