package dev.freshet.bench.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients' tokens. A client gets a new token with its first request after the last one expired.
 */
final class Tokens {
  private final Duration life;
  private final Map<Integer, Long> ends = new HashMap<>();

  Tokens(Duration life) {
    this.life = life;
  }

  /** The expiry of the client's current token; all expiries of a client differ. */
  long of(int client, long now) {
    return ends.merge(
        client, now + life.toMillis(), (known, fetched) -> known > now ? known : fetched);
  }
}
