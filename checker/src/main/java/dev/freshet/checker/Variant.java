package dev.freshet.checker;

import java.util.SplittableRandom;

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
  JOIN_LATE("a joined page counts from its last part, not its first"),
  OLDER_CLAIM_DROPPED("an eviction drops what an older one has to purge"),
  SERVER_UNSEEN("a mark is believed although another server has taken over"),
  ROLE_UNSEEN("a server that was a replica for a while counts as what it was"),
  RETRY_COUNTS("a purge that is sent again counts as done again"),
  WIPE_EARLY("everything is purged before all new copies are short-lived"),
  LIMIT_UNREAD("answers live as long as ever though the budget is spent"),
  REST_FORGOTTEN("of a batch that may be purged in part, the rest does not come again");

  private final String text;

  Variant(String text) {
    this.text = text;
  }

  /** One in which it shows, if it seldom does in others. */
  Setup world(SplittableRandom random) {
    return switch (this) {
      case MARK_TRUSTED -> LargeWorlds.narrow(random, Fault.MEMORY, 3, 4, 1);
      case OLDER_CLAIM_DROPPED -> LargeWorlds.narrow(random, Fault.CALL, 2, 4, 4);
      case RETRY_COUNTS -> LargeWorlds.resending();
      case SERVER_UNSEEN, ROLE_UNSEEN -> LargeWorlds.narrow(random, Fault.FAILOVER, 2, 3, 2);
      case WIPE_EARLY, LIMIT_UNREAD -> LargeWorlds.spending(random);
      case REST_FORGOTTEN -> LargeWorlds.scarce(random);
      default -> LargeWorlds.random(random);
    };
  }

  String text() {
    return text;
  }
}
