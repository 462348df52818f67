package dev.freshet.checker.model;

/** The protocol as it is, or with one thing broken, which the checker must find. */
public enum Variant {
  TRUE_PROTOCOL("the unmodified protocol"),
  NO_FENCE("a fill is stored without comparing the fence"),
  FENCE_KEPT("an eviction leaves the fence"),
  INDEX_LOAD("a load reads an index that lags"),
  NO_SKEW("a read for its own write does not allow for skewed clocks"),
  OWNER_UNCHECKED("the owner of a page is not compared"),
  CHANGE_DROPPED("a failed eviction is not repeated"),
  EDGE_FIRST("the edge is purged before Redis is evicted"),
  NO_WINDOW("the purge does not wait for answers in flight"),
  SLOW_CACHED("a slow answer is cached at the edge"),
  JOIN_LATE("the age of a joined page counts from its last part"),
  CARD_UNLEASED("a page is long although one of its cards has no lease"),
  CARD_UNTAGGED("a rename does not purge the pages with the card"),
  PERIOD_IGNORED("a view of the day is cached beyond the end of the day"),
  LIFE_UNCUT("a copy may live up to the end of its lease"),
  ONE_TIER("a leased lifetime is counted once, not once per tier"),
  SHORT_CONFIRMED("a 304 confirms a copy that was stored with a longer life"),
  RECORDED_LATE("a lease is recorded after the answer"),
  UNKNOWN_WRITTEN("a write without an answer counts as written"),
  VERSION_IGNORED("a late write overwrites a newer lease"),
  ALREADY_LEASED("a view with a grant of another generation counts as leased"),
  UNPAID("another generation is granted a lease without a reservation"),
  COUNTED_EARLY("a grant is dated before the read that saw its generation"),
  GENERATION_UNCOMPARED("a lease is set without comparing the generation"),
  FOUND_UNTOLD("an eviction does not return the lease that it found"),
  NO_LEASE_ASSUMED("a store without an answer counts as no lease"),
  FAST_CLOCK_IGNORED("a grant dated after the eviction by a fast clock is overlooked"),
  CLEARED_ALWAYS("a purge removes grants that followed its eviction"),
  CLEARED_EARLY("a purge removes grants without allowing for skewed clocks"),
  REFUND_UNANSWERED("a purge without an answer is refunded"),
  UNANSWERED_DONE("a purge without an answer counts as done"),
  PAID_LATE("a purge is paid for after it was sent"),
  BUDGET_UNREAD("a purge is sent without checking the budget"),
  RETRY_COUNTS("a purge that was sent a little before counts for a later eviction"),
  REST_FORGOTTEN("the rest of a partly purged batch is not retried"),
  CLOCK_BELIEVED("a wrong clock of Redis is trusted");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
