package dev.freshet.viewcache.purge;

import dev.freshet.viewcache.lease.Ledger;
import dev.freshet.viewcache.purge.PurgePlan.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What pays for one owner's purges.
 *
 * @param after the ledger with them
 * @param taken the reservations that pay for one purge each
 * @param charged how many purges no reservation pays for
 */
record Payment(Ledger after, List<Taken> taken, int charged) {
  /**
   * Uses the reservations first, releases the unneeded ones, and charges the rest to the budget. A
   * reservation that is not in the ledger is ignored.
   *
   * @return empty if the budget has no room for the rest
   */
  static Optional<Payment> of(Ledger before, List<Taken> reservations, int purges, long budget) {
    Ledger after = before;
    List<Taken> taken = new ArrayList<>();
    for (Taken reservation : reservations) {
      if (after.isReserved(reservation.until())) {
        boolean needed = taken.size() < purges;
        after = needed ? after.spend(reservation.until()) : after.release(reservation.until());
        if (needed) {
          taken.add(reservation);
        }
      }
    }
    int charged = purges - taken.size();
    return after
        .charge(charged, budget)
        .map(charging -> new Payment(charging, List.copyOf(taken), charged));
  }
}
