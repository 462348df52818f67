package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.protocol.ServedView;
import java.util.List;

/** Decides how long the edge keeps answers, and what is purged. One thread. */
interface Design {
  /**
   * An answer of the origin.
   *
   * @param served the view that was asked for, then the cards that its page shows
   * @param repeated whether the client, or the edge, has the answer already
   * @param tokenEnds in epoch milliseconds
   */
  record Answer(Read read, List<ServedView> served, boolean repeated, long tokenEnds) {}

  /**
   * How long the edge keeps an answer.
   *
   * @param seconds zero: not at all
   * @param confirms whether a 304 may say so
   */
  record Life(long seconds, boolean confirms) {
    static final Life NONE = new Life(0, false);
  }

  Life life(Answer answer);

  /** Redis was cleared of these views just now. */
  void evicted(ViewsEvicted notice);
}
