package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.viewcache.protocol.ServedView;
import java.util.List;
import java.util.Optional;

/** Answers the edge's misses, and counts the used units. */
interface Source {
  /**
   * A request that reaches the origin.
   *
   * @param tokenEnds expiry of the token in epoch milliseconds
   * @param fresh as {@link Read#fresh}; 0: none
   * @param ifNoneMatch ETag of the edge's copy, or else of the client's
   */
  record Request(Read read, long tokenEnds, long fresh, Optional<String> ifNoneMatch) {}

  /**
   * An answer.
   *
   * @param views the page's parts in order, if the freshness protocol served them
   */
  record Reply(PartVersions shown, List<ServedView> views) {}

  Reply serve(Request asked);
}
