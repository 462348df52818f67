package dev.freshet.emulators.cloudfront.api;

import java.time.Duration;

/** Runs something after a while; tests do so by hand. */
@FunctionalInterface
public interface Later {
  void run(Duration delay, Runnable task);
}
