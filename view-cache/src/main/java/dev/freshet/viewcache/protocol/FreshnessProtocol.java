package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.ProtocolTimes;
import java.time.Instant;
import java.util.List;

/** Where reads begin and end. Immutable, and thread-safe if the listener is. */
public final class FreshnessProtocol {
  private final ProtocolTimes times;
  private final DecisionListener listener;

  public FreshnessProtocol(ProtocolTimes times, DecisionListener listener) {
    this.times = times;
    this.listener = listener;
  }

  /** Begins a read. A request for a commit in the future is held to what {@code now} can show. */
  public ReadStep begin(ViewRequest request, Instant now) {
    return new ReadStep(ReadContext.of(request, times, listener, now), now);
  }

  /**
   * What the edge may do with an answer that leaves now. A change of any part purges it, so it has
   * to be at the edge before the purge that follows the earliest part.
   *
   * @param parts the view that was asked for, then the cards that its page shows
   */
  public EdgePolicy edge(List<ServedView> parts, Instant now) {
    return new EdgeRule(times, parts).decide(now);
  }
}
