package dev.freshet.emulators.cloudfront.api;

import java.time.Duration;

/** Runs something after a while; tests do so by hand. */
@FunctionalInterface
public interface DelayedPurges {
  void run(Duration delay, Runnable task);
}
