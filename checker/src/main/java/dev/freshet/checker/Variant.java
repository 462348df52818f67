package dev.freshet.checker;

/** The protocol as it is, or with one thing broken, which the checker must find. */
enum Variant {
  TRUE_PROTOCOL("the protocol as it is"),
  NO_FENCE("a fill is stored whatever happened since its load"),
  FENCE_KEPT("an eviction leaves the fence"),
  EDGE_FIRST("the edge is purged before Redis is evicted"),
  NO_WINDOW("the purge does not wait for answers in flight"),
  SLOW_CACHED("a slow answer goes to the edge all the same"),
  INDEX_LOAD("a load reads an index that lags"),
  HIT_UNMARKED("a hit does not raise the edge mark"),
  ABSENCE_TRUSTED("a mark that was lost is taken for 'nothing there'"),
  NEW_ID_PER_TRY("a repeated eviction does not keep its id"),
  NO_SKEW("a read for its own write does not allow for skewed clocks"),
  OWNER_UNCHECKED("the owner of a page is not looked at"),
  EVENT_DROPPED("an eviction that failed is not repeated"),
  HEAT_UNTOLD("a hot view's answer lives as long as a cool one's"),
  CARD_UNTAGGED("a rename does not purge the pages with the card"),
  MARK_TRUSTED("a mark is believed although others were lost"),
  JOIN_LATE("a joined page counts from its last part, not its first");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
