package dev.freshet.viewcache.purge;

/** Why an evicted view is purged, or not. Each is a metric. */
public enum PurgeReason {
  /** Whatever is known: a flush, or the clock of the cache cannot be relied on. */
  UNCONDITIONAL(true),
  /** The eviction found a lease with the pages. */
  LEASE_FOUND(true),
  /** A grant is recorded whose copies may have passed the cache before the eviction. */
  LEASE_RECORDED(true),
  /** No lease: the copies expire by themselves before a purge would take effect. */
  NOT_LEASED(false),
  /** The message is so late that every copy has expired, or does before a purge takes effect. */
  EXPIRED(false),
  /** There is no budget, so there was no lease. */
  NO_BUDGET(false);

  private final boolean purges;

  PurgeReason(boolean purges) {
    this.purges = purges;
  }

  public boolean purges() {
    return purges;
  }
}
