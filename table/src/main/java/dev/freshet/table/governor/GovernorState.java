package dev.freshet.table.governor;

import dev.freshet.domain.ViewsEvicted.Witness;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What several instances of the purge governor share. Every call is atomic and may be repeated or
 * overtaken by others without harm: it adds, reserves, or keeps what is known longest. Every call
 * throws {@link GovernorAwayException} if there is no answer.
 */
public interface GovernorState {

  /**
   * Notes that Redis' memory looked like this at a time.
   *
   * @return the earliest time at which it is known to have looked exactly like this, never later
   *     than {@code at}. Whoever notes an earlier time afterwards does not move it
   */
  Instant firstSeen(Witness witness, Instant at);

  /**
   * Reserves purges of a month's budget: all that were wanted, or those that are left.
   *
   * @param wanted above zero
   * @param budget how many purges the month has in all
   */
  Reserved reserve(YearMonth month, int wanted, long budget);

  /** Gives back what was reserved and not used (below zero: counts what was used unreserved). */
  void release(YearMonth month, long purges);

  /** The limit that was written last, whether or not its time is over. */
  Optional<EdgeLimit> edgeLimit();

  /**
   * Writes a limit, unless one is there that is as low or lower, of the same budget and not over.
   *
   * @return the limit that holds now
   */
  EdgeLimit lower(EdgeLimit limit, Instant now);

  /** Notes that everything at the edge was purged for want of budget. */
  void wiped(YearMonth month, long budget, Instant at);

  /** When everything was purged because this budget of this month was spent. */
  Optional<Instant> wipedAt(YearMonth month, long budget);

  /**
   * What came of a reservation.
   *
   * @param granted from zero to what was wanted
   * @param spent of the month, these included
   */
  record Reserved(int granted, long spent) {}
}
