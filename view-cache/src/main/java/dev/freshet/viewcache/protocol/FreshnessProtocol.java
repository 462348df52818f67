package dev.freshet.viewcache.protocol;

import java.time.Instant;

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
}
