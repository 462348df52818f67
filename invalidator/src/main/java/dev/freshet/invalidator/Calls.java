package dev.freshet.invalidator;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/** How long a client may take, and how often it tries. */
public final class Calls {
  private Calls() {}

  /** The SDK's own retries, within this time. */
  public static Consumer<ClientOverrideConfiguration.Builder> within(Duration timeout) {
    return config -> config.apiCallTimeout(timeout);
  }

  /**
   * Tries once. For calls whose every try counts: a refused second try must not hide that the first
   * one was carried out.
   */
  public static Consumer<ClientOverrideConfiguration.Builder> once(Duration timeout) {
    return config ->
        config.apiCallTimeout(timeout).retryStrategy(strategy -> strategy.maxAttempts(1));
  }
}
