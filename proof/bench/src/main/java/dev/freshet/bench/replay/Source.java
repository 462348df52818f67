package dev.freshet.bench.replay;

import dev.freshet.bench.replay.Event.Read;
import dev.freshet.viewcache.protocol.ServedView;
import java.util.List;
import java.util.Optional;

/** Makes the answers that the edge does not have. It counts what it uses. */
interface Source {
  /**
   * A request that reaches the origin.
   *
   * @param tokenEnds in epoch milliseconds
   * @param fresh what the answer has to show, as {@link Read#fresh}; 0: anything
   * @param ifNoneMatch the ETag of the answer that the edge, or else the client, has
   */
  record Request(Read read, long tokenEnds, long fresh, Optional<String> ifNoneMatch) {}

  /**
   * An answer.
   *
   * @param views the page's parts in their order, if they came through the freshness protocol
   */
  record Reply(PartVersions shown, List<ServedView> views) {}

  Reply serve(Request asked);
}
