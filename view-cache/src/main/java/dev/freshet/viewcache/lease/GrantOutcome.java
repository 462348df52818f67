package dev.freshet.viewcache.lease;

/** How the attempt to grant a lease ended. */
public enum GrantOutcome {
  /** Recorded and noted: the answer may live long. */
  GRANTED,
  /** Another reader has the turn, or grants were put off. */
  NOT_ELECTED,
  /** The clock of the cache differs from the function's by more than is allowed. An alarm. */
  CLOCKS_APART,
  /** No purge at the price of a free one is left for now. */
  FREE_SPENT,
  /** A renewal would cost a purge after all, which too few saved answers have earned. */
  NOT_EARNED,
  /** The month's budget is reserved and spent. */
  BUDGET_SPENT,
  /** The owner has had the largest share of it. */
  SHARE_SPENT,
  /** The lease would end, with the month, before it is of use. */
  MONTH_ENDS,
  /** A purge of this generation is on its way, or too many generations are still recorded. */
  BEING_PURGED,
  /** Another writer changed one of the records. */
  CONFLICT,
  /** The store did not answer in time: what it did is not known. */
  STORE_UNAVAILABLE,
  /** The view was evicted meanwhile. */
  GENERATION_ENDED
}
