package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.domain.ViewsEvicted;
import dev.freshet.viewcache.protocol.ServedView;
import java.util.List;

/** Decides the lifetimes at the edge, and the purges. Not thread-safe. */
interface Design {
  /**
   * An answer of the origin.
   *
   * @param served the requested view, then the cards on its page
   * @param repeated whether the client or the edge has the answer already
   * @param tokenEnds expiry of the token in epoch milliseconds
   */
  record Answer(Read read, List<ServedView> served, boolean repeated, long tokenEnds) {}

  /**
   * The lifetime of an answer at the edge.
   *
   * @param seconds zero: not stored
   * @param confirms whether a 304 may set it
   */
  record Life(long seconds, boolean confirms) {
    static final Life NONE = new Life(0, false);
  }

  Life life(Answer answer);

  /** The source of its answers: by default the read functions with Redis. */
  default Source source(Origin origin) {
    return origin;
  }

  /** Whether reads, and the edge's key, contain the time of the client's last write. */
  default boolean isReadWithFresh() {
    return false;
  }

  /** The commit was acknowledged to the writer. */
  default void committed(Event.Write write) {}

  /** These views were evicted from Redis. */
  void evicted(ViewsEvicted notice);
}
