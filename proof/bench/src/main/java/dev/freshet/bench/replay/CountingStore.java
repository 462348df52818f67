package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Counts.Kind;
import dev.freshet.viewcache.lease.LeaseStore;
import java.time.Duration;

/**
 * Counts the units that DynamoDB would charge for leases, and compares the ledger with the budget.
 * Each record has less than 1 KB to write or 4 KB to read.
 */
record CountingStore(LeaseStore store, Counts counts, long budget) implements LeaseStore {
  /** A transaction prepares and commits each item. */
  private static final int TRANSACTION = 2;

  @Override
  public Records read(Query query, Duration timeout) {
    counts.add(Kind.READ_UNITS, query.leases().size() + 1 + (query.share().isPresent() ? 1 : 0));
    return store.read(query, timeout);
  }

  /**
   * @throws IllegalStateException if more is spent and reserved than the month's budget
   */
  @Override
  public boolean write(Records changed, Duration timeout) {
    long items =
        changed.leases().size()
            + changed.ledger().stream().count()
            + changed.share().stream().count();
    counts.add(Kind.WRITE_UNITS, TRANSACTION * items);
    changed
        .ledger()
        .ifPresent(ledger -> {
          long committed = ledger.value().committed();
          if (committed > budget
              || committed < ledger.value().spent()
              || ledger.value().spent() < 0) {
            throw new IllegalStateException(
                ledger.value() + " does not fit a budget of " + budget + " purges");
          }
        });
    return store.write(changed, timeout);
  }
}
