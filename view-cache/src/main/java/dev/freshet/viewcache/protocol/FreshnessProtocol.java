package dev.freshet.viewcache.protocol;

import java.time.Instant;
import java.util.List;

/** Where reads begin. Immutable, and thread-safe if the listener is. */
public final class FreshnessProtocol {
  private final ProtocolTimes times;
  private final DecisionListener listener;

  public FreshnessProtocol(ProtocolTimes times, DecisionListener listener) {
    this.times = times;
    this.listener = listener;
  }

  /** Begins a read. A request for a commit in the future is held to what {@code now} can show. */
  public ReadStep begin(ViewRequest request, Instant now) {
    return new ReadStep(Course.of(request, times, listener, now), now);
  }

  /**
   * What the edge may do with an answer that is put together from several views. A change of any of
   * them purges it, so it has to be at the edge before the purge that follows the earliest part.
   */
  public EdgePolicy together(ViewRequest request, List<ServedView> parts, Instant now) {
    long seconds = Long.MAX_VALUE;
    Instant agreedAt = Instant.MAX;
    for (ServedView part : parts) {
      switch (part.edge()) {
        case EdgePolicy.NoStore none -> {
          return none;
        }
        case EdgePolicy.Store store -> {
          seconds = Math.min(seconds, store.seconds());
          agreedAt = part.agreedAt().isBefore(agreedAt) ? part.agreedAt() : agreedAt;
        }
      }
    }
    EdgePolicy decided = times.unlessSlow(new EdgePolicy.Store(seconds), agreedAt, now);
    if (decided instanceof EdgePolicy.NoStore(Decision reason)) {
      listener.decided(reason, request);
    }
    return decided;
  }
}
