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

  /** Where its answers come from: the read functions with Redis, unless it has its own. */
  default Source source(Origin origin) {
    return origin;
  }

  /** Whether reads carry the time of the client's own last write, and the edge's key does. */
  default boolean isReadWithFresh() {
    return false;
  }

  /** The writer was told just now that the table has it. */
  default void committed(Event.Write write) {}

  /** Redis was cleared of these views just now. */
  void evicted(ViewsEvicted notice);
}
