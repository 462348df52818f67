package dev.freshet.emulators.cloudfront.api;

import java.time.Instant;

/** Hears of invalidations; called in the thread that completes them, so it must be quick. */
@FunctionalInterface
public interface InvalidationListener {
  /** The objects are gone from every point of presence. */
  void completed(Invalidation invalidation, Instant at);
}
