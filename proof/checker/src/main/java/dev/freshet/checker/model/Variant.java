package dev.freshet.checker.model;

/** The protocol as it is, or with one thing broken, which the checker must find. */
public enum Variant {
  TRUE_PROTOCOL("the protocol as it is"),
  NO_FENCE("a fill is stored whatever happened since its load"),
  FENCE_KEPT("an eviction leaves the fence"),
  INDEX_LOAD("a load reads an index that lags"),
  NO_SKEW("a read for its own write does not allow for skewed clocks"),
  OWNER_UNCHECKED("the owner of a page is not looked at"),
  CHANGE_DROPPED("an eviction that failed is not repeated"),
  EDGE_FIRST("the edge is purged before Redis is evicted"),
  NO_WINDOW("the purge does not wait for answers in flight"),
  SLOW_CACHED("a slow answer goes to the edge all the same"),
  JOIN_LATE("a joined page counts from its last part, not its first"),
  CARD_UNLEASED("a page lives long although a card on it is not leased"),
  CARD_UNTAGGED("a rename does not purge the pages with the card"),
  PERIOD_IGNORED("a view of the day is kept as if days did not end"),
  LIFE_UNCUT("a copy may live its whole life up to the end of a lease"),
  ONE_TIER("a leased life is counted once, not once for each tier"),
  SHORT_CONFIRMED("a 304 confirms a copy that was stored with a longer life"),
  RECORDED_LATE("a lease is recorded after the answer"),
  UNKNOWN_WRITTEN("a write without an answer counts as written"),
  VERSION_IGNORED("a late write moves a lease back, whatever changed since"),
  ALREADY_LEASED("a view with a grant of another generation counts as leased"),
  UNPAID("another generation is granted a lease without a reservation"),
  COUNTED_EARLY("a grant is dated before the read that saw its generation"),
  GENERATION_UNCOMPARED("a lease is noted for whichever generation is there"),
  FOUND_UNTOLD("an eviction does not tell what it found"),
  NO_LEASE_ASSUMED("a store that does not answer has no lease"),
  FAST_CLOCK_IGNORED("a grant dated after the eviction by a fast clock is overlooked"),
  CLEARED_ALWAYS("a purge removes grants that followed its eviction"),
  CLEARED_EARLY("a purge removes grants without allowing for skewed clocks"),
  REFUND_UNANSWERED("a purge without an answer is refunded"),
  UNANSWERED_DONE("a purge without an answer counts as done"),
  PAID_LATE("a purge is paid for after it was sent"),
  BUDGET_UNREAD("a purge is sent without a look at the budget"),
  RETRY_COUNTS("a purge that was sent a little before counts for a later eviction"),
  REST_FORGOTTEN("of a batch that may be purged in part, the rest does not come again"),
  CLOCK_BELIEVED("a clock of Redis that is far off is believed");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
