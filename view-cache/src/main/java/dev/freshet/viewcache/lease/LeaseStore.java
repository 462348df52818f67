package dev.freshet.viewcache.lease;

import dev.freshet.domain.Owner;
import dev.freshet.viewcache.ViewKey;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps leases, the month's ledger and owners' shares durably. Two calls, both on whole records
 * with versions: what is decided about them is decided in this package. Thread-safe; a call blocks
 * for no longer than the timeout that it is given.
 */
public interface LeaseStore {
  /** The most records in one call, of all kinds together: as many as one transaction takes. */
  int MOST_RECORDS = 100;

  /**
   * The records to read.
   *
   * @param leases of these views
   * @param month whose ledger
   * @param share whose share of that month; empty if it is not needed
   */
  record Query(Set<ViewKey> leases, YearMonth month, Optional<Owner> share) {
    public Query {
      leases = Set.copyOf(leases);
    }
  }

  /**
   * A record, and which state of it.
   *
   * @param version 0 if it was never stored; each change adds 1
   */
  record Versioned<T>(T value, long version) {
    public Versioned<T> with(T changed) {
      return new Versioned<>(changed, version);
    }
  }

  /**
   * Records as they were read, or as they are to become: then each bears the version that it was
   * read with.
   *
   * @param leases when read: one for each view that was asked for. When written: those that change
   * @param ledger when written: empty if it does not change
   */
  record Records(
      YearMonth month,
      Map<ViewKey, Versioned<Lease>> leases,
      Optional<Versioned<Ledger>> ledger,
      Optional<OwnedShare> share) {
    public Records {
      leases = Map.copyOf(leases);
    }

    /** The lease of a view that was asked for. */
    public Versioned<Lease> versioned(ViewKey view) {
      return Objects.requireNonNull(leases.get(view), () -> view + " was not asked for");
    }
  }

  /** The share of this owner. */
  record OwnedShare(Owner owner, Versioned<OwnerShare> share) {}

  /**
   * Reads strongly consistently: every change that was acknowledged before shows. A record that was
   * never stored is read as an empty one.
   *
   * @throws LeaseStoreUnavailableException if not all of them were read in time
   */
  Records read(Query query, Duration timeout);

  /**
   * Writes all of the records, each with the next version, or none of them.
   *
   * @return false if one of them changed since it was read, or is being changed: nothing was
   *     written
   * @throws LeaseStoreUnavailableException if there is no answer in time: it may have been written,
   *     or be written later, but only as long as no record has changed
   */
  boolean write(Records changed, Duration timeout);
}
