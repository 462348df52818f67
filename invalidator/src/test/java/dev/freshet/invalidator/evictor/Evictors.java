package dev.freshet.invalidator.evictor;

import dev.freshet.lambda.observe.Metrics;
import dev.freshet.viewcache.ViewCache;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the evictor for tests of other packages. */
public final class Evictors {
  private Evictors() {}

  public static ViewEvictor of(
      ViewCache cache, Duration clockSkew, Metrics metrics, InstantSource clock) {
    return new ViewEvictor(cache, clockSkew, metrics, clock);
  }
}
