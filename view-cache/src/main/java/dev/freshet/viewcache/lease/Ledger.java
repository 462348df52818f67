package dev.freshet.viewcache.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The purges of one month: those that were spent, and those that are reserved for leases. A
 * reservation ends with its lease; the ends are kept in slots of some minutes. Immutable.
 *
 * @param committed spent and reserved ones together
 * @param reserved how many reservations end in each slot, by its number
 */
public record Ledger(long committed, SortedMap<Long, Long> reserved) {
  public static final Ledger EMPTY = new Ledger(0, new TreeMap<>());

  /** Short beside the hours that a lease may last, long beside the seconds between two purges. */
  private static final Duration SLOT = Duration.ofMinutes(5);

  /** A purge for a lease that ends now may be recorded as late as this, by any clock. */
  private static final Duration GRACE = Duration.ofMinutes(2);

  public Ledger {
    reserved = Collections.unmodifiableSortedMap(new TreeMap<>(reserved));
  }

  public long spent() {
    return committed - reserved.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Without the reservations of leases that have ended: nothing needs to be purged for them. */
  public Ledger at(Instant now) {
    SortedMap<Long, Long> living = reserved.tailMap(firstLiving(now));
    long ended =
        reserved.headMap(firstLiving(now)).values().stream().mapToLong(Long::longValue).sum();
    return ended == 0 ? this : new Ledger(committed - ended, living);
  }

  private static long firstLiving(Instant now) {
    return Math.floorDiv(now.minus(GRACE).toEpochMilli(), SLOT.toMillis());
  }

  private static Long slot(Instant until) {
    return Math.floorDiv(until.toEpochMilli(), SLOT.toMillis());
  }

  /** With a purge reserved until then, if no more than this many are committed then. */
  Optional<Ledger> reserve(long purges, Instant until, long limit) {
    return committed + purges <= limit
        ? Optional.of(new Ledger(committed + purges, withReserved(until, purges)))
        : Optional.empty();
  }

  /** With one reservation that ends later. */
  Ledger extended(Instant until, Instant later) {
    return new Ledger(committed, withReserved(until, -1)).withMore(later);
  }

  private Ledger withMore(Instant until) {
    return new Ledger(committed, withReserved(until, 1));
  }

  /** With one reservation used for a purge. */
  public Ledger spend(Instant until) {
    return new Ledger(committed, withReserved(until, -1));
  }

  /** With a reservation taken back that was used for a purge which CloudFront refused. */
  public Ledger unspend(Instant until) {
    return withMore(until);
  }

  /** With one reservation given up: another purge covers the copies. */
  public Ledger release(Instant until) {
    return new Ledger(committed - 1, withReserved(until, -1));
  }

  /** With purges that nothing was reserved for, if the budget has room for them. */
  public Optional<Ledger> charge(long purges, long budget) {
    return purges == 0 || committed + purges <= budget
        ? Optional.of(new Ledger(committed + purges, reserved))
        : Optional.empty();
  }

  /** With purges taken back that CloudFront refused. */
  public Ledger refund(long purges) {
    return new Ledger(committed - purges, reserved);
  }

  private SortedMap<Long, Long> withReserved(Instant until, long change) {
    SortedMap<Long, Long> changed = new TreeMap<>(reserved);
    long left = changed.merge(slot(until), change, Long::sum);
    if (left < 0) {
      throw new IllegalStateException("no purge is reserved until " + until);
    }
    changed.values().removeIf(count -> count == 0);
    return changed;
  }

  /** Whether a reservation that ends then is still counted. */
  public boolean isReserved(Instant until) {
    return reserved.getOrDefault(slot(until), 0L) > 0;
  }
}
