package dev.freshet.viewcache.protocol;

import dev.freshet.viewcache.Envelope;
import dev.freshet.viewcache.GenerationState;
import java.time.Duration;
import java.time.Instant;

/**
 * A view that was read for a request.
 *
 * @param cacheTime spent waiting for the cache
 * @param loadTime spent loading, zero for a hit
 */
public record ServedView(
    ViewRequest request,
    Envelope page,
    Answer.Source source,
    Agreement agreement,
    Duration cacheTime,
    Duration loadTime) {

  /** The same under a lease that ends then, if it agrees with the cache. */
  public ServedView leasedUntil(Instant until) {
    return switch (agreement) {
      case Agreement.Agreed(Instant at, GenerationState state) ->
          new ServedView(
              request,
              page,
              source,
              new Agreement.Agreed(at, state.leased(until)),
              cacheTime,
              loadTime);
      case Agreement.None _ -> this;
    };
  }
}
